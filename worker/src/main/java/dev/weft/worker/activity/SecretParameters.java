package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.expression.SecretText;
import dev.weft.worker.secret.SecretVault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts secrets into parameters, where their places are. */
final class SecretParameters {
    private SecretParameters() {}

    /**
     * A copy of the parameters with secrets in it.
     *
     * @param secrets by JSON pointer below the parameters
     * @throws ActionException when a secret can't be had
     */
    static Map<String, @Nullable Object> resolve(
            @Nullable Map<String, @Nullable Object> parameters,
            @Nullable Map<String, SecretText> secrets,
            SecretVault vault)
            throws ActionException {
        Map<String, @Nullable Object> resolved = parameters == null ? new LinkedHashMap<>() : copy(parameters);
        if (secrets != null) {
            for (Map.Entry<String, SecretText> secret : secrets.entrySet()) {
                put(resolved, secret.getKey(), vault.resolve(secret.getValue()));
            }
        }
        return resolved;
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), copyOf(value)));
        return copy;
    }

    private static @Nullable Object copyOf(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copyOf(item)));
            return copy;
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, @Nullable Object> top, String pointer, String text) {
        String[] names = pointer.substring(1).split("/", -1);
        Object parent = top;
        for (int i = 0; i < names.length; i++) {
            String name = names[i].replace("~1", "/").replace("~0", "~");
            boolean last = i == names.length - 1;
            if (parent instanceof Map<?, ?>) {
                Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) parent;
                if (last) {
                    map.put(name, text);
                }
                parent = map.get(name);
            } else if (parent instanceof List<?>) {
                List<@Nullable Object> list = (List<@Nullable Object>) parent;
                if (last) {
                    list.set(Integer.parseInt(name), text);
                }
                parent = list.get(Integer.parseInt(name));
            } else {
                throw new IllegalArgumentException("Expected a place for a secret at " + pointer + ", but found none");
            }
        }
    }
}
