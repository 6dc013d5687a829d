package dev.weft.definitions.expression.value;

import dev.cel.common.values.CelByteString;
import dev.weft.definitions.expression.LargeView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the value of an expression a normal one: keys of maps become text, optional values what they hold, bytes
 * base64. Lists and maps are copied, in their order. Not thread safe.
 */
public final class Outcome {
    /** Characters that one value may hold in all: what is larger fits into no payload. */
    public static final long MOST_CHARACTERS = 4L << 20;

    private final Budget budget;
    private long characters;

    /** @param budget what the copying may cost */
    public Outcome(Budget budget) {
        this.budget = budget;
    }

    /** The normal value. */
    public @Nullable Object of(@Nullable Object raw) throws Failure {
        budget.spend(1);
        Object value = Normal.scalar(raw);
        return switch (value) {
            case null -> null;
            case String text -> text(text);
            case Double number -> number(number);
            case LargeView view -> view.large();
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case CelByteString bytes -> text(Text.base64(bytes));
            case Maybe maybe -> of(maybe.value());
            case Kind kind -> kind.type();
            default -> value;
        };
    }

    private String text(String text) throws Failure {
        characters += text.length();
        if (characters > MOST_CHARACTERS) {
            throw new Failure("Expected a value of at most " + MOST_CHARACTERS
                    + " characters, but found more: write large content to a file");
        }
        return text;
    }

    private static Double number(Double number) throws Failure {
        if (!Double.isFinite(number)) {
            throw new Failure("Expected a number, but found " + number + ": check what it was divided by");
        }
        return number;
    }

    private List<@Nullable Object> list(List<?> list) throws Failure {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object item : list) {
            copy.add(of(item));
        }
        return Collections.unmodifiableList(copy);
    }

    private Map<String, @Nullable Object> map(Map<?, ?> map) throws Failure {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            copy.put(text(String.valueOf(entry.getKey())), of(entry.getValue()));
        }
        return Collections.unmodifiableMap(copy);
    }
}
