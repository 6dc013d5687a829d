package dev.weft.worker.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.definitions.action.Action;
import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.builtin.ApiCall;
import dev.weft.worker.egress.HttpAnswer;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.HttpRequest;
import dev.weft.worker.egress.StatusSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Action {@code api_call}: one HTTP request. */
public final class ApiCallAction implements Action<ApiCall> {
    private static final Set<ApiCall.Method> WITHOUT_EFFECT =
            Set.of(ApiCall.Method.GET, ApiCall.Method.HEAD, ApiCall.Method.OPTIONS);
    private final HttpGateway http;

    public ApiCallAction(HttpGateway http) {
        this.http = http;
    }

    @Override
    public ActionSpec<ApiCall> spec() {
        return ApiCall.SPEC;
    }

    @Override
    public Map<String, @Nullable Object> execute(ApiCall call, ActionContext context)
            throws ActionException, InterruptedException {
        StatusSet expected = StatusSet.of(call.expect());
        HttpAnswer answer = http.send(request(call, context));
        answer.check(expected);
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("status", answer.status());
        output.put("headers", answer.headers());
        output.put("body", body(answer, call.response() == null ? ApiCall.Response.AUTO : call.response()));
        output.put("url", answer.request().url().toString());
        return output;
    }

    private static HttpRequest request(ApiCall call, ActionContext context) throws ActionException {
        ApiCall.Method method = call.method() == null ? ApiCall.Method.GET : call.method();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (!WITHOUT_EFFECT.contains(method)) {
            headers.put("Idempotency-Key", context.idempotencyKey());
        }
        if (call.headers() != null) {
            headers.putAll(call.headers());
        }
        if (call.auth() != null) {
            authenticate(call.auth(), headers);
        }
        Object body = call.body();
        return new HttpRequest(
                method.name(),
                address(call),
                headers,
                body == null ? null : bytes(body),
                body == null || headers.containsKey("Content-Type")
                        ? null
                        : body instanceof String ? "text/plain; charset=utf-8" : "application/json",
                call.followRedirects() == null || call.followRedirects());
    }

    private static void authenticate(ApiCall.Auth auth, Map<String, String> headers) {
        if (auth.bearer() != null) {
            headers.put("Authorization", "Bearer " + auth.bearer());
        } else if (auth.basic() != null) {
            headers.put(
                    "Authorization",
                    Credentials.basic(auth.basic().username(), auth.basic().password(), StandardCharsets.UTF_8));
        } else if (auth.header() != null) {
            headers.put(auth.header().name(), auth.header().value());
        }
    }

    private static HttpUrl address(ApiCall call) throws ActionException {
        HttpUrl.Builder url = HttpGateway.url(call.url()).newBuilder();
        if (call.query() != null) {
            for (Map.Entry<String, @Nullable Object> entry : call.query().entrySet()) {
                List<?> values = entry.getValue() instanceof List<?> list ? list : singleton(entry.getValue());
                for (Object value : values) {
                    if (value instanceof Map || value instanceof List) {
                        throw ActionException.invalidParameters("Expected text, a number or a list of these at /query/"
                                + entry.getKey() + ", but found a structure.");
                    }
                    url.addQueryParameter(entry.getKey(), String.valueOf(value));
                }
            }
        }
        return url.build();
    }

    private static List<?> singleton(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private static byte[] bytes(Object body) throws ActionException {
        try {
            return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.bytes(body);
        } catch (IOException e) {
            throw ActionException.invalidParameters("Expected a body that JSON can hold, but found another.");
        }
    }

    private static @Nullable Object body(HttpAnswer answer, ApiCall.Response wanted) throws ActionException {
        return switch (wanted) {
            case TEXT -> answer.text();
            case BASE64 -> Base64.getEncoder().encodeToString(answer.body());
            case JSON -> json(answer);
            case AUTO -> {
                if (answer.body().length == 0) {
                    yield null;
                }
                yield answer.isJson()
                        ? json(answer)
                        : answer.isText() ? answer.text() : Base64.getEncoder().encodeToString(answer.body());
            }
        };
    }

    private static @Nullable Object json(HttpAnswer answer) throws ActionException {
        try {
            return Json.read(answer.text());
        } catch (JsonProcessingException e) {
            throw new ActionException(
                    "invalid_answer",
                    "Expected JSON from " + answer.request().url().host() + ", but found something else: "
                            + Json.explain(e) + ".");
        }
    }
}
