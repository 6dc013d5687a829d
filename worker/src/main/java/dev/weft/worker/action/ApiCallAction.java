package dev.weft.worker.action;

import dev.weft.definitions.action.Action;
import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.builtin.ApiCall;
import dev.weft.definitions.size.SizeText;
import dev.weft.worker.action.file.FileStreams;
import dev.weft.worker.action.file.OpenFile;
import dev.weft.worker.action.file.Place;
import dev.weft.worker.action.file.Roots;
import dev.weft.worker.action.http.AccessTokens;
import dev.weft.worker.action.http.ApiBodies;
import dev.weft.worker.action.http.ApiRequests;
import dev.weft.worker.action.http.FilePayload;
import dev.weft.worker.action.http.SavedBody;
import dev.weft.worker.egress.HttpAnswer;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.HttpRequest;
import dev.weft.worker.egress.LoggedHttp;
import dev.weft.worker.egress.Reception;
import dev.weft.worker.egress.StatusSet;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Action {@code api_call}: one HTTP request. */
public final class ApiCallAction implements Action<ApiCall> {
    private static final long LARGEST_FILE = 1L << 30;
    private static final String AUTHORIZATION = "Authorization";
    private static final int UNAUTHORIZED = 401;
    private final HttpGateway http;
    private final Roots roots;
    private final AccessTokens tokens;

    /**
     * @param http remains the caller's to close
     * @param roots inside of which files are sent and saved
     */
    public ApiCallAction(HttpGateway http, Roots roots) {
        this.http = http;
        this.roots = roots;
        this.tokens = new AccessTokens(http, Clock.systemUTC());
    }

    @Override
    public ActionSpec<ApiCall> spec() {
        return ApiCall.SPEC;
    }

    @Override
    public Map<String, @Nullable Object> execute(ApiCall call, ActionContext context)
            throws ActionException, InterruptedException {
        StatusSet expected = StatusSet.of(call.expect());
        Place place = call.saveTo() == null ? null : roots.locate(call.saveTo());
        if (place != null) {
            FileStreams.prepare(place);
        }
        if (call.bodyFrom() == null) {
            return answer(call, expected, ApiRequests.of(call, null, context), place, context);
        }
        try (OpenFile file = FileStreams.open(roots.locate(call.bodyFrom()))) {
            return answer(call, expected, ApiRequests.of(call, new FilePayload(file), context), place, context);
        } catch (IOException e) {
            throw new ActionException("io", "Expected to close '" + call.bodyFrom() + "', but that failed.");
        }
    }

    private Map<String, @Nullable Object> answer(
            ApiCall call, StatusSet expected, HttpRequest request, @Nullable Place place, ActionContext context)
            throws ActionException, InterruptedException {
        SavedBody saved = place == null ? null : new SavedBody(place);
        Reception reception = saved == null
                ? new Reception.Kept(limit(call, HttpGateway.LIMIT))
                : new Reception.Streamed(limit(call, LARGEST_FILE), expected, saved);
        HttpAnswer answer = send(call, request, expected, reception, context);
        answer.check(expected);
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("status", answer.status());
        output.put("headers", answer.headers());
        if (place == null || saved == null) {
            output.put(
                    "body", ApiBodies.value(answer, call.response() == null ? ApiCall.Response.AUTO : call.response()));
        } else {
            output.put("path", place.shown());
            output.put("size", saved.size());
        }
        output.put("url", answer.request().url().toString());
        return output;
    }

    private static long limit(ApiCall call, long usual) {
        return call.maxSize() == null ? usual : SizeText.parse(call.maxSize()).orElse(usual);
    }

    /** Sends with the token that the call wants, and once more with a fresh one where the server refused it. */
    private HttpAnswer send(
            ApiCall call, HttpRequest request, StatusSet expected, Reception reception, ActionContext context)
            throws ActionException, InterruptedException {
        ApiCall.ClientCredentials credentials =
                call.auth() == null ? null : call.auth().clientCredentials();
        if (credentials == null) {
            return LoggedHttp.send(http, request, reception, context);
        }
        AccessTokens.Token token = tokens.get(credentials, request.tls(), null, context);
        HttpAnswer answer =
                LoggedHttp.send(http, request.with(AUTHORIZATION, token.authorization()), reception, context);
        if (answer.status() != UNAUTHORIZED
                || expected.contains(UNAUTHORIZED)
                || !answer.request().headers().containsKey(AUTHORIZATION)) {
            return answer;
        }
        AccessTokens.Token fresh = tokens.get(credentials, request.tls(), token, context);
        return LoggedHttp.send(http, request.with(AUTHORIZATION, fresh.authorization()), reception, context);
    }
}
