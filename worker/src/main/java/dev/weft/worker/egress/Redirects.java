package dev.weft.worker.egress;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.egress.tls.TlsSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What to ask next when the answer is a redirect. */
final class Redirects {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    /** Headers that another origin may see: none of these authenticates anyone. */
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-language", "content-type", "user-agent", "idempotency-key");

    private Redirects() {}

    /**
     * The next request; {@code null} where the answer stands.
     *
     * @throws ActionException {@code redirect_refused} when it leads from https to http, or nowhere
     */
    static @Nullable HttpRequest next(HttpAnswer answer) throws ActionException {
        HttpRequest request = answer.request();
        String location = answer.headers().get("location");
        if (location == null || !leadsOn(request, answer.status(), location)) {
            return null;
        }
        HttpUrl target = request.url().resolve(location);
        if (target == null || (request.url().isHttps() && !target.isHttps())) {
            throw ActionException.permanent(
                    "redirect_refused",
                    "Expected a redirect to an address as safe as " + request.label() + ", but found '" + location
                            + "'.");
        }
        boolean sameMethod = answer.status() >= 307
                || request.method().equals("GET")
                || request.method().equals("HEAD");
        boolean sameOrigin = sameOrigin(request.url(), target);
        TlsSettings tls = request.tls();
        return new HttpRequest(
                sameMethod ? request.method() : "GET",
                target,
                sameOrigin ? request.headers() : harmless(request.headers()),
                sameMethod ? request.body() : null,
                sameMethod ? request.contentType() : null,
                true,
                tls == null || sameOrigin ? tls : tls.elsewhere());
    }

    /** Whether an answer is a redirect that is followed. */
    static boolean leadsOn(HttpRequest request, int status, @Nullable String location) {
        return request.followRedirects() && STATUSES.contains(status) && location != null;
    }

    private static boolean sameOrigin(HttpUrl one, HttpUrl other) {
        return one.scheme().equals(other.scheme()) && one.host().equals(other.host()) && one.port() == other.port();
    }

    private static Map<String, String> harmless(Map<String, String> headers) {
        Map<String, String> kept = new LinkedHashMap<>(headers);
        kept.keySet().removeIf(name -> !HARMLESS.contains(name.toLowerCase(Locale.ROOT)));
        return kept;
    }
}
