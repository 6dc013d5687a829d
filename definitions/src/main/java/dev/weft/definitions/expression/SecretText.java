package dev.weft.definitions.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that holds references to secrets. It travels as it is; only the activity that does the work resolves it, so a
 * secret's value never enters a history.
 *
 * @param parts plain text and names of secrets, in order
 */
public record SecretText(List<Part> parts) {
    public SecretText {
        parts = List.copyOf(parts);
    }

    /**
     * A piece: plain text, or the name of a secret.
     *
     * @param secret whether {@code text} is the name of a secret
     */
    public record Part(String text, boolean secret) {}

    /** Collects pieces; gives a plain {@link String} where no secret is among them. Not thread safe. */
    static final class Builder {
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder plain = new StringBuilder();

        void plain(String text) {
            plain.append(text);
        }

        void secret(String name) {
            flush();
            parts.add(new Part(name, true));
        }

        Object build() {
            if (parts.isEmpty()) {
                return plain.toString();
            }
            flush();
            return new SecretText(parts);
        }

        private void flush() {
            if (!plain.isEmpty()) {
                parts.add(new Part(plain.toString(), false));
                plain.setLength(0);
            }
        }
    }
}
