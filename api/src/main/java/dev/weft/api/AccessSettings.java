package dev.weft.api;

import dev.weft.api.auth.IdentitySettings;
import dev.weft.definitions.duration.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How callers are let in, and what is kept of what they did.
 *
 * @param requestsPerSecond of one token, at least 1; twice as many at once after a pause
 * @param connections how many there may be at once, at least 10
 * @param auditKept how long entries of the audit trail are kept; {@code null} for ever
 * @param identity the provider whose tokens are taken beside those of the platform; {@code null} for none
 * @param tls the certificate to serve https with; {@code null} for http
 */
public record AccessSettings(
        int requestsPerSecond,
        int connections,
        @Nullable Duration auditKept,
        @Nullable IdentitySettings identity,
        @Nullable TlsFiles tls) {
    /** The variable that says {@code requestsPerSecond}. */
    public static final String RATE = "WEFT_REQUESTS_PER_SECOND";
    /** The variable that says {@code connections}. */
    public static final String CONNECTIONS = "WEFT_CONNECTIONS";
    /** The variable that says {@code auditKept}. */
    public static final String AUDIT_KEPT = "WEFT_AUDIT_KEEP";

    private static final int LEAST_CONNECTIONS = 10;

    /** Where nothing is said. */
    public static final AccessSettings DEFAULTS = new AccessSettings(500, 4_000, null, null, null);

    public AccessSettings {
        if (requestsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "Expected " + RATE + " to be at least 1, but found " + requestsPerSecond + ".");
        }
        if (connections < LEAST_CONNECTIONS) {
            throw new IllegalArgumentException("Expected " + CONNECTIONS + " to be at least " + LEAST_CONNECTIONS
                    + ", but found " + connections + ".");
        }
    }

    /**
     * What the variables of an environment say.
     *
     * @throws IllegalArgumentException with words for the operator, where one makes no sense
     */
    public static AccessSettings of(Function<String, Optional<String>> variables) {
        return new AccessSettings(
                variables.apply(RATE).map(text -> number(RATE, text)).orElse(DEFAULTS.requestsPerSecond),
                variables
                        .apply(CONNECTIONS)
                        .map(text -> number(CONNECTIONS, text))
                        .orElse(DEFAULTS.connections),
                variables.apply(AUDIT_KEPT).map(AccessSettings::duration).orElse(null),
                IdentitySettings.of(variables),
                TlsFiles.of(variables));
    }

    /** The same with another number of requests a second. */
    public AccessSettings withRequestsPerSecond(int number) {
        return new AccessSettings(number, connections, auditKept, identity, tls);
    }

    /** The same with another number of connections. */
    public AccessSettings withConnections(int number) {
        return new AccessSettings(requestsPerSecond, number, auditKept, identity, tls);
    }

    /** The same with another time for which the audit trail is kept. */
    public AccessSettings withAuditKept(Duration duration) {
        return new AccessSettings(requestsPerSecond, connections, duration, identity, tls);
    }

    private static Duration duration(String text) {
        return DurationText.parse(text.strip())
                .filter(Duration::isPositive)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected " + AUDIT_KEPT + " to be a duration such as 365d, but found «" + text + "»."));
    }

    /** The same with the tokens of another identity provider. */
    public AccessSettings withIdentity(IdentitySettings provider) {
        return new AccessSettings(requestsPerSecond, connections, auditKept, provider, tls);
    }

    /** The same with https, or without where it is {@code null}. */
    public AccessSettings withTls(@Nullable TlsFiles files) {
        return new AccessSettings(requestsPerSecond, connections, auditKept, identity, files);
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected " + name + " to be a whole number, but found «" + text + "».", e);
        }
    }
}
