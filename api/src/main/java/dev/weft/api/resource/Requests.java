package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.error.ApiException;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.Durations;
import dev.weft.worker.protocol.RunStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What several routes read from a request. */
final class Requests {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private Requests() {}

    /** {@code ?limit=}: 1 to 200. */
    static int limit(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        int limit = number("limit", text);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ApiException.invalid("Expected «limit» from 1 to " + MAX_LIMIT + ", but found " + limit + ".");
        }
        return limit;
    }

    /** A whole number of a path or query. */
    static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ApiException.invalid("Expected «" + name + "» to be a whole number, but found «" + text + "».");
        }
    }

    /** {@code ?wait=}: ten minutes at most, however long is asked for. */
    static Duration wait(@Nullable String text) {
        Duration asked = text == null ? Duration.ZERO : Durations.parse("wait", text);
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    /** A status of runs; {@code null} where none is said. */
    static @Nullable RunStatus status(String name, @Nullable String word) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        try {
            return RunStatus.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("Expected «" + name + "» to be one of "
                    + Arrays.stream(RunStatus.values()).map(RunStatus::name).collect(Collectors.joining(", "))
                    + ", but found «" + word + "».");
        }
    }

    /** A place in a log. */
    static long position(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiException.invalid("Expected «" + name + "» to be a whole number, but found «" + text + "».");
        }
    }

    /** Where a page of a log begins: after the place that a cursor holds. */
    static long place(@Nullable String cursor) {
        String before = Cursors.decodeText(cursor);
        return before == null ? 0 : position("cursor", before);
    }

    /** {@code true} or {@code false}; where nothing is said {@code false}. */
    static boolean flag(String name, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "", "true" -> true;
            case "false" -> false;
            default ->
                throw ApiException.invalid("Expected «" + name + "» to be true or false, but found «" + text + "».");
        };
    }

    /** A text to look for in the database, which knows no NUL. */
    static void storable(String name, @Nullable String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw ApiException.invalid("Expected «" + name + "» without the character NUL, but found one.");
        }
    }

    /** A text to look for; no run can have one with a quotation mark or a control character. */
    static void findable(String name, @Nullable String text) {
        if (text != null && text.chars().anyMatch(c -> c == '"' || Character.isISOControl(c))) {
            throw ApiException.invalid(
                    "Expected «" + name + "» without quotation marks (\") and control characters: no run has one.");
        }
    }

    /**
     * {@code ?label=name=value}, as often as there are labels, and those that the caller's roles hold for. Nothing can have
     * another value of a label that the caller's roles hold for.
     */
    static Map<String, String> labels(List<String> asked, Caller caller) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String pair : asked) {
            findable("label", pair);
            int at = pair.indexOf('=');
            if (at < 1) {
                throw ApiException.invalid("Expected «label» to be name=value, but found «" + pair + "».");
            }
            labels.put(pair.substring(0, at), pair.substring(at + 1));
        }
        caller.labels().forEach((name, value) -> {
            if (!labels.getOrDefault(name, value).equals(value)) {
                caller.checkHoldsFor("what is looked for", labels);
            }
            labels.put(name, value);
        });
        return labels;
    }

    /** A body that must be there. */
    static <T> T body(@Nullable T body) {
        if (body == null) {
            throw ApiException.invalid("Expected a JSON object as the body, but found none.");
        }
        return body;
    }

    /** The id under which Temporal knows this request: the same for a repetition with the same key. */
    static String updateId(@Nullable String idempotencyKey, String user) {
        return idempotencyKey == null || idempotencyKey.isBlank()
                ? UUID.randomUUID().toString()
                : UUID.nameUUIDFromBytes(
                                (user + "\0" + idempotencyKey).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString();
    }
}
