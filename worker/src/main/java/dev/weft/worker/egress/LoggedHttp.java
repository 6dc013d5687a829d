package dev.weft.worker.egress;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.LogLevel;
import dev.weft.definitions.model.Durations;
import java.time.Duration;

/** Sends requests of an attempt, and says so in its log: where to, what came back, and how long that took. */
public final class LoggedHttp {
    private static final int BAD = 400;

    private LoggedHttp() {}

    /** As {@link HttpGateway#send(HttpRequest)}. */
    public static HttpAnswer send(HttpGateway http, HttpRequest request, ActionContext context)
            throws ActionException, InterruptedException {
        return send(http, request, Reception.kept(), context);
    }

    /** As {@link HttpGateway#send(HttpRequest, Reception)}. */
    public static HttpAnswer send(HttpGateway http, HttpRequest request, Reception reception, ActionContext context)
            throws ActionException, InterruptedException {
        long start = System.nanoTime();
        try {
            HttpAnswer answer = http.send(request, reception);
            String where = answer.request().label().equals(request.label())
                    ? ""
                    : " (from " + answer.request().label() + ")";
            context.log(
                    answer.status() < BAD ? LogLevel.INFO : LogLevel.WARN,
                    "http",
                    request.label() + " answered " + answer.status() + where + " after " + since(start));
            return answer;
        } catch (ActionException e) {
            context.log(
                    LogLevel.WARN, "http", request.label() + " failed after " + since(start) + ": " + e.getMessage());
            throw e;
        }
    }

    private static String since(long start) {
        return Durations.format(
                Duration.ofMillis(Duration.ofNanos(System.nanoTime() - start).toMillis()));
    }
}
