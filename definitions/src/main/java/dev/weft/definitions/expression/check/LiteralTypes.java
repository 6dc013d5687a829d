package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.check.Type.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types of values that are written out. */
public final class LiteralTypes {
    // What is longer is no word that something is compared with.
    private static final int LONGEST = 200;

    private LiteralTypes() {}

    /** The type of text that is written out. */
    public static Type text(String text) {
        return text.length() > LONGEST ? Simple.STRING : Words.closed(text);
    }

    /** The type of a JSON-like value. To a schema 1 and 1.0 are the same, so that a whole number may come as either. */
    static Type of(@Nullable Object value) {
        return switch (value) {
            case null -> Simple.NULL;
            case String text -> text(text);
            case Boolean ignored -> Simple.BOOLEAN;
            case Number ignored -> Simple.NUMBER;
            case List<?> list ->
                new ListOf(
                        list.stream().map(LiteralTypes::of).reduce(Types::join).orElse(Simple.NOTHING));
            case Map<?, ?> map -> {
                Map<String, Type> fields = new LinkedHashMap<>();
                map.forEach((name, field) -> fields.put(String.valueOf(name), of(field)));
                yield Fields.closed(fields);
            }
            default -> Simple.ANY;
        };
    }
}
