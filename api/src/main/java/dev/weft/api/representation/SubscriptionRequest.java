package dev.weft.api.representation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events are to be sent.
 *
 * @param id {@code [a-z][a-z0-9_-]{0,62}}; one is made where it is missing
 * @param url {@code http} or {@code https}
 * @param types of the events; all where it is missing or empty
 * @param workflow whose runs' events are meant
 * @param filter CEL over {@code event}
 * @param secret name of the secret by which they are signed
 * @param retryFor how long each is tried, such as {@code 24h}
 */
public record SubscriptionRequest(
        @Nullable String id,
        @Nullable String url,
        @Nullable List<String> types,
        @Nullable String workflow,
        @Nullable String filter,
        @Nullable String secret,
        @Nullable String retryFor) {}
