package dev.weft.worker.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/** The ways in which all of a secret may be written; what is done to single characters, a {@link TextView} undoes. */
final class SecretForms {
    private static final int SHORTEST_BASE64 = 6;
    private static final int SHORTEST_LINE = 8;

    private SecretForms() {}

    static Set<String> of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        if (secret.isEmpty()) {
            return forms;
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(secret);
        secret.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE)
                .forEach(forms::add);
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int shift = 0; shift < 3; shift++) {
            base64(forms, bytes, shift);
        }
        return forms;
    }

    /** The characters that don't depend on what stands before or after, when {@code shift} bytes of a triple do. */
    private static void base64(Set<String> forms, byte[] bytes, int shift) {
        byte[] shifted = new byte[bytes.length + shift];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        int first = (shift * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        if (last - first >= SHORTEST_BASE64) {
            forms.add(Base64.getEncoder().encodeToString(shifted).substring(first, last));
            forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(first, last));
        }
    }
}
