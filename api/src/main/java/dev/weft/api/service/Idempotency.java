package dev.weft.api.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.auth.Caller;
import dev.weft.api.error.ApiException;
import dev.weft.api.representation.Json;
import dev.weft.api.store.Database;
import dev.weft.api.store.IdempotencyStore;
import dev.weft.definitions.Definitions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests with an {@code Idempotency-Key} have their effect once: what they do and the answer to it are kept in one
 * transaction. A refusal keeps nothing, so the request may be mended and sent again.
 */
public final class Idempotency {
    private static final int MAX_KEY = 255;
    private final Database database;
    private final IdempotencyStore store;

    public Idempotency(Database database, IdempotencyStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * Does something once.
     *
     * @param key of the request; {@code null} does it whatever was before
     * @param request all that the effect depends on
     */
    public Answer once(Caller caller, String route, @Nullable String key, byte[] request, Supplier<Answer> effect) {
        if (key == null) {
            return effect.get();
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw ApiException.invalid("Expected an Idempotency-Key of 1 to " + MAX_KEY + " characters.");
        }
        String digest = Definitions.digest(new String(request, StandardCharsets.ISO_8859_1));
        return database.together(() -> {
            Optional<IdempotencyStore.Answer> before = store.take(caller.user(), route, key, digest);
            if (before.isPresent()) {
                return repeated(before.get(), digest);
            }
            Answer answer = effect.get();
            store.answer(caller.user(), route, key, answer.status(), write(answer.kept()));
            return answer;
        });
    }

    private static Answer repeated(IdempotencyStore.Answer before, String digest) {
        if (!before.requestDigest().equals(digest)) {
            throw ApiException.unprocessable(
                    "key_reused",
                    "Expected the same request as before under this Idempotency-Key, but found another one.");
        }
        JsonNode body = read(before.body());
        return new Answer(before.status(), body, body, true);
    }

    private static String write(@Nullable Object body) {
        try {
            return Json.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable JsonNode read(@Nullable String body) {
        try {
            return body == null ? null : Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What is answered.
     *
     * @param kept what a repetition is answered
     * @param repeated whether the effect was an earlier request's
     */
    public record Answer(
            int status, @Nullable Object body, @Nullable Object kept, boolean repeated) {
        /** The header that an answer to a repetition has. */
        public static final String REPLAYED = "Idempotency-Replayed";

        public Answer(int status, Object body) {
            this(status, body, body, false);
        }

        /** One that holds what is told once. */
        public Answer(int status, Object body, Object kept) {
            this(status, body, kept, false);
        }
    }
}
