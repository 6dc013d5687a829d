package dev.weft.worker.action.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.ApiCall.ClientCredentials;
import dev.weft.worker.action.Json;
import dev.weft.worker.action.http.AccessTokens.Token;
import dev.weft.worker.egress.HttpAnswer;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.HttpRequest;
import dev.weft.worker.egress.LoggedHttp;
import dev.weft.worker.egress.Payload;
import dev.weft.worker.egress.Reception;
import dev.weft.worker.egress.tls.TlsSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for a token (RFC 6749, 4.4). Who asks is said as the RFC wants it of each server, by the header; one that
 * doesn't know the client so is asked once more with the credentials in the form, as some know no other way. Thread safe.
 */
final class TokenFetch {
    private static final long LARGEST = 64 << 10;
    private static final int EXCERPT = 300;
    /** Of a token that doesn't say how long it is good for: one that is refused sooner is fetched anew anyway. */
    private static final Duration UNKNOWN = Duration.ofMinutes(5);
    /** Before its end a token isn't used any more: what is sent with it takes its time. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final long LONGEST = Duration.ofDays(30).toSeconds();
    private static final int MARGIN_SHARE = 10;
    private final HttpGateway http;
    private final Clock clock;

    TokenFetch(HttpGateway http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    Token fetch(ClientCredentials credentials, @Nullable TlsSettings tls, ActionContext context)
            throws ActionException, InterruptedException {
        String client = encode(credentials.clientId());
        String secret = encode(credentials.clientSecret());
        context.conceal("client_secret", secret);
        HttpRequest bare = request(credentials, tls, false);
        HttpAnswer answer = LoggedHttp.send(
                http,
                bare.with("Authorization", Credentials.basic(client, secret, StandardCharsets.UTF_8)),
                new Reception.Kept(LARGEST),
                context);
        if (answer.status() == 401
                || (answer.status() == 400
                        && "invalid_client".equals(map(answer).get("error")))) {
            HttpAnswer second =
                    LoggedHttp.send(http, request(credentials, tls, true), new Reception.Kept(LARGEST), context);
            answer = second.status() / 100 == 2 ? second : answer;
        }
        return token(answer);
    }

    private static HttpRequest request(ClientCredentials credentials, @Nullable TlsSettings tls, boolean inForm)
            throws ActionException {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        if (credentials.scopes() != null && !credentials.scopes().isEmpty()) {
            form.put("scope", String.join(" ", credentials.scopes()));
        }
        form.put("audience", credentials.audience());
        if (inForm) {
            form.put("client_id", credentials.clientId());
            form.put("client_secret", credentials.clientSecret());
        }
        return new HttpRequest(
                "POST",
                HttpGateway.url(credentials.tokenUrl()),
                Map.of("Accept", "application/json"),
                Payload.of(Fields.form(form)),
                "application/x-www-form-urlencoded",
                false,
                tls);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Token token(HttpAnswer answer) throws ActionException {
        Map<?, ?> said = map(answer);
        if (answer.status() / 100 != 2) {
            throw answer.failure(
                    "token_refused",
                    "Expected a token from " + answer.request().label() + ", but found " + answer.status()
                            + reason(said) + ".");
        }
        if (!(said.get("access_token") instanceof String value)
                || value.isEmpty()
                || !value.matches("[!-~]+")
                || !String.valueOf(said.containsKey("token_type") ? said.get("token_type") : "bearer")
                        .equalsIgnoreCase("bearer")) {
            throw new ActionException(
                    "token_refused",
                    "Expected a bearer token as access_token from "
                            + answer.request().label() + ", but found another answer.");
        }
        return new Token(value, clock.instant().plus(usable(said.get("expires_in"))));
    }

    private static Duration usable(@Nullable Object expiresIn) {
        if (expiresIn == null || !expiresIn.toString().matches("\\d{1,12}")) {
            return UNKNOWN;
        }
        Duration whole = Duration.ofSeconds(Math.min(LONGEST, Long.parseLong(expiresIn.toString())));
        Duration share = whole.dividedBy(MARGIN_SHARE);
        return whole.minus(share.compareTo(MARGIN) < 0 ? share : MARGIN);
    }

    private static String reason(Map<?, ?> said) {
        String error = said.get("error") instanceof String text ? text : "";
        String description = said.get("error_description") instanceof String text ? text : "";
        String reason = error + (error.isEmpty() || description.isEmpty() ? "" : ", ") + description;
        return reason.isEmpty() ? "" : ": " + (reason.length() > EXCERPT ? reason.substring(0, EXCERPT) + "…" : reason);
    }

    /** The JSON of an answer; empty where it is none. */
    private static Map<?, ?> map(HttpAnswer answer) {
        try {
            return Json.read(answer.text()) instanceof Map<?, ?> map ? map : Map.of();
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
