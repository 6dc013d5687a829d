package dev.weft.worker.interpreter.scope;

import dev.weft.definitions.expression.SecretText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes references to secrets out of evaluated parameters, so that only their places and names travel. */
public final class Secrets {
    private Secrets() {}

    /** Whether a value holds a reference to a secret. */
    public static boolean in(@Nullable Object value) {
        return switch (value) {
            case SecretText text -> true;
            case Map<?, ?> map -> map.values().stream().anyMatch(Secrets::in);
            case List<?> list -> list.stream().anyMatch(Secrets::in);
            case null -> false;
            default -> false;
        };
    }

    /**
     * A copy with {@code null} in each secret's place.
     *
     * @param pointer JSON pointer of the value
     * @param found receives what belongs there, by JSON pointer
     */
    public static @Nullable Object takeOut(@Nullable Object value, String pointer, Map<String, SecretText> found) {
        return switch (value) {
            case SecretText text -> {
                found.put(pointer, text);
                yield null;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(
                        String.valueOf(key), takeOut(item, pointer + "/" + escape(String.valueOf(key)), found)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                for (int i = 0; i < list.size(); i++) {
                    copy.add(takeOut(list.get(i), pointer + "/" + i, found));
                }
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
