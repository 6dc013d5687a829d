package dev.weft.worker.secret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what an attempt says: as they are, and as base64, URL, hexadecimal or JSON text writes them. A
 * secret of fewer than four characters is taken out only where it is the whole text: it would be found in any other.
 *
 * <p>Immutable and thread safe.
 */
public final class Redactor {
    private static final int SHORT = 4;
    private final Map<String, String> whole = new LinkedHashMap<>();
    private final List<Form> forms = new ArrayList<>();

    private record Form(String text, String replacement) {}

    /**
     * @param secrets values by name
     */
    public Redactor(Map<String, String> secrets) {
        this(secrets, Map.of());
    }

    /**
     * @param secrets values by name
     * @param more names by value
     */
    Redactor(Map<String, String> secrets, Map<String, String> more) {
        more.forEach((value, name) -> add(name, value));
        secrets.forEach(this::add);
        forms.sort(Comparator.comparingInt((Form form) -> form.text().length()).reversed());
    }

    private void add(String name, String value) {
        String replacement = "[secret " + name + "]";
        if (!value.isEmpty()) {
            whole.put(value, replacement);
        }
        SecretForms.of(value).stream()
                .filter(form -> form.length() >= SHORT)
                .forEach(form -> forms.add(new Form(form, replacement)));
    }

    /** The text without secrets. */
    public String redact(String text) {
        String replacement = whole.get(text);
        if (replacement != null) {
            return replacement;
        }
        String redacted = text;
        for (Form form : forms) {
            redacted = redacted.replace(form.text(), form.replacement());
        }
        return redacted;
    }

    /** A JSON-like value without secrets, in texts and in the names of fields. */
    public @Nullable Object redact(@Nullable Object value) {
        if (whole.isEmpty()) {
            return value;
        }
        return switch (value) {
            case String text -> redact(text);
            case List<?> list -> {
                List<@Nullable Object> redacted = new ArrayList<>(list.size());
                list.forEach(item -> redacted.add(redact(item)));
                yield Collections.unmodifiableList(redacted);
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> redacted = new LinkedHashMap<>();
                map.forEach((name, item) -> redacted.put(redact(String.valueOf(name)), redact(item)));
                yield Collections.unmodifiableMap(redacted);
            }
            case Number number -> {
                String replacement = whole.get(number.toString());
                yield replacement == null ? number : replacement;
            }
            case null -> null;
            default -> value;
        };
    }
}
