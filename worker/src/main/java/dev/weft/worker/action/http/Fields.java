package dev.weft.worker.action.http;

import dev.weft.definitions.action.ActionException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by name, as a query or a form holds them. */
final class Fields {
    private Fields() {}

    /** Takes a name with one of its values. */
    @FunctionalInterface
    interface Taker {
        void take(String name, String value);
    }

    /** Each value by its name; a list is several, {@code null} none. */
    static void each(String parameter, Map<String, @Nullable Object> fields, Taker taker) throws ActionException {
        for (Map.Entry<String, @Nullable Object> entry : fields.entrySet()) {
            List<?> values = entry.getValue() instanceof List<?> list ? list : singleton(entry.getValue());
            for (Object value : values) {
                if (value instanceof Map || value instanceof List) {
                    throw ActionException.invalidParameters("Expected text, a number or a list of these at /"
                            + parameter + "/" + entry.getKey() + ", but found a structure.");
                }
                taker.take(entry.getKey(), String.valueOf(value));
            }
        }
    }

    private static List<?> singleton(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    /** As {@code application/x-www-form-urlencoded} has them. */
    static byte[] form(Map<String, @Nullable Object> fields) throws ActionException {
        StringBuilder form = new StringBuilder();
        each(
                "form",
                fields,
                (name, value) -> form.append(form.isEmpty() ? "" : "&")
                        .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
