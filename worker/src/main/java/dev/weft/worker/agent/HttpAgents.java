package dev.weft.worker.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.worker.action.Json;
import dev.weft.worker.egress.HttpAnswer;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.HttpRequest;
import dev.weft.worker.egress.LoggedHttp;
import dev.weft.worker.egress.StatusSet;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Kind {@code http}: the parameters are POSTed as JSON, the JSON answer is the output. */
final class HttpAgents implements AgentCaller<AgentKind.Http> {
    private final HttpGateway http;

    HttpAgents(HttpGateway http) {
        this.http = http;
    }

    @Override
    public @Nullable Object call(AgentCall<AgentKind.Http> call) throws ActionException, InterruptedException {
        AgentKind.Http kind = call.kind();
        StatusSet expected = StatusSet.of(kind.expect());
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        headers.putAll(about(call.context()));
        if (!call.operation().isEmpty()) {
            headers.put("Weft-Operation", call.operation());
        }
        if (kind.headers() != null) {
            headers.putAll(call.vault().resolve(kind.headers()));
        }
        HttpAnswer answer = LoggedHttp.send(
                http,
                new HttpRequest(
                        "POST",
                        HttpGateway.url(call.vault().resolve(kind.url())),
                        headers,
                        json(call.parameters()),
                        "application/json"),
                call.context());
        answer.check(expected);
        return value(answer, call.agent());
    }

    @Override
    public void check(AgentCheck<AgentKind.Http> check) throws ActionException, InterruptedException {
        AgentKind.Http kind = check.kind();
        HttpUrl url = HttpGateway.url(check.vault().resolve(kind.url()));
        String path = check.health().path();
        HttpUrl asked = path == null ? url : Objects.requireNonNull(url.resolve(path));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (kind.headers() != null) {
            headers.putAll(check.vault().resolve(kind.headers()));
        }
        http.send(get(asked, headers)).check(StatusSet.SUCCESS);
    }

    /** A question that changes nothing, and stays with its server. */
    static HttpRequest get(HttpUrl url, Map<String, String> headers) {
        return new HttpRequest("GET", url, headers, null, null, false, null);
    }

    /** Headers that say which attempt asks; a service that keeps the key does the work once. */
    static Map<String, String> about(ActionContext context) {
        return Map.of(
                "Idempotency-Key", context.idempotencyKey(),
                "Weft-Run", context.run(),
                "Weft-Task", context.path(),
                "Weft-Attempt", Integer.toString(context.attempt()));
    }

    static byte[] json(@Nullable Object value) throws ActionException {
        try {
            return Json.bytes(value);
        } catch (IOException e) {
            throw ActionException.invalidParameters("Expected parameters that JSON can hold, but found others.");
        }
    }

    /** The answer's JSON; an empty body is {@code null}. */
    static @Nullable Object value(HttpAnswer answer, String agent) throws ActionException {
        if (answer.body().length == 0) {
            return null;
        }
        try {
            return Json.read(answer.text());
        } catch (JsonProcessingException e) {
            throw new ActionException(
                    "invalid_answer",
                    "Expected JSON from agent " + agent + ", but found something else: " + Json.explain(e) + ".");
        }
    }
}
