package dev.weft.worker.action.http;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.ApiCall;
import dev.weft.worker.action.Json;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.HttpRequest;
import dev.weft.worker.egress.Payload;
import dev.weft.worker.egress.tls.TlsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Requests as their authors mean them. */
public final class ApiRequests {
    private static final Set<ApiCall.Method> WITHOUT_EFFECT =
            Set.of(ApiCall.Method.GET, ApiCall.Method.HEAD, ApiCall.Method.OPTIONS);

    private ApiRequests() {}

    /**
     * The request of a call, without a token that is fetched first.
     *
     * @param file what {@code body_from} names; {@code null} for none
     */
    public static HttpRequest of(ApiCall call, @Nullable Payload file, ActionContext context) throws ActionException {
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
        Payload body = file == null ? body(call) : file;
        return new HttpRequest(
                method.name(),
                address(call),
                headers,
                body,
                body == null || headers.containsKey("Content-Type") ? null : type(call),
                call.followRedirects() == null || call.followRedirects(),
                tls(call.tls()));
    }

    /** How https is spoken; {@code null} for the usual way. */
    static @Nullable TlsSettings tls(ApiCall.@Nullable Tls tls) {
        return tls == null
                ? null
                : new TlsSettings(tls.verify() == null || tls.verify(), tls.ca(), tls.certificate(), tls.key());
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
            Fields.each("query", call.query(), url::addQueryParameter);
        }
        return url.build();
    }

    private static @Nullable Payload body(ApiCall call) throws ActionException {
        if (call.form() != null) {
            return Payload.of(Fields.form(call.form()));
        }
        if (call.body() == null) {
            return null;
        }
        try {
            return Payload.of(
                    call.body() instanceof String text
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : Json.bytes(call.body()));
        } catch (IOException e) {
            throw ActionException.invalidParameters("Expected a body that JSON can hold, but found another.");
        }
    }

    private static String type(ApiCall call) {
        if (call.bodyFrom() != null) {
            return "application/octet-stream";
        } else if (call.form() != null) {
            return "application/x-www-form-urlencoded";
        }
        return call.body() instanceof String ? "text/plain; charset=utf-8" : "application/json";
    }
}
