package dev.weft.definitions.expression.value;

import dev.cel.common.values.CelByteString;
import dev.weft.definitions.expression.ElsewhereException;
import dev.weft.definitions.expression.LargeValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a value is, in CEL's words and in an author's. */
public enum Kind {
    NULL("null_type", "null"),
    BOOL("bool", "a boolean"),
    INT("int", "an integer"),
    DOUBLE("double", "a decimal"),
    STRING("string", "a string"),
    BYTES("bytes", "bytes"),
    TIMESTAMP("google.protobuf.Timestamp", "a timestamp"),
    DURATION("google.protobuf.Duration", "a duration"),
    LIST("list", "a list"),
    MAP("map", "a map"),
    OPTIONAL("optional_type", "an optional value"),
    TYPE("type", "a type");

    private final String type;
    private final String words;

    Kind(String type, String words) {
        this.type = type;
        this.words = words;
    }

    /** The name of the type in CEL. */
    public String type() {
        return type;
    }

    /** With its article, for messages. */
    public String words() {
        return words;
    }

    /** The kind of a value that {@link Normal#scalar} has read. */
    public static Kind of(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Boolean ignored -> BOOL;
            case Long ignored -> INT;
            case Double ignored -> DOUBLE;
            case String ignored -> STRING;
            case CelByteString ignored -> BYTES;
            case Instant ignored -> TIMESTAMP;
            case Duration ignored -> DURATION;
            case List<?> ignored -> LIST;
            case Map<?, ?> ignored -> MAP;
            case Maybe ignored -> OPTIONAL;
            case Kind ignored -> TYPE;
            case LargeValue large -> throw new ElsewhereException(large);
            default ->
                throw new IllegalArgumentException("Expected a value of expressions, but found a "
                        + value.getClass().getName());
        };
    }

    /** What a value is, in an author's words. */
    public static String words(@Nullable Object value) {
        return of(value).words();
    }
}
