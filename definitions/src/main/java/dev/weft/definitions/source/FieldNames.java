package dev.weft.definitions.source;

import dev.weft.definitions.problem.Suggestion;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the version or dialect in which an author writes calls the fields of a task, so that people are told of words that
 * stand in their own document. Immutable.
 *
 * @param written by the name of today; a field that isn't among them can't be said there; {@code null} for today's own
 */
public record FieldNames(@Nullable Map<String, String> written) {
    /** Of this version. */
    public static final FieldNames TODAY = new FieldNames(null);

    public FieldNames {
        written = written == null ? null : Map.copyOf(written);
    }

    /** Whether these are the names of today. */
    public boolean today() {
        return written == null;
    }

    /** What a field is called there; {@code null} where it can't be said. */
    public @Nullable String find(String field) {
        return written == null ? field : written.get(field);
    }

    /** What a field is called there; its name of today where it can't be said. */
    public String of(String field) {
        return Objects.requireNonNullElse(find(field), field);
    }

    /** Those of some fields that can be said, for people, such as {@code needs, join or when}. */
    public String among(String... fields) {
        return Suggestion.list(Stream.of(fields)
                .map(this::find)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
    }
}
