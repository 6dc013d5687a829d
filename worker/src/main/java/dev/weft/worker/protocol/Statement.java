package dev.weft.worker.protocol;

import dev.weft.definitions.expression.Values;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a {@link Proof} signs: every field with its length, so that no two statements have the same bytes. What
 * JSON keeps of a value is all that counts of it: the order of a map's keys doesn't.
 */
public final class Statement {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private Statement() {}

    /** Of a decision on a gate of a run. */
    public static byte[] of(String run, int generation, String nonce, Decision decision) {
        return write(statement -> {
            statement.texts("weft decision 1", run, Integer.toString(generation), nonce);
            statement.texts(decision.task(), decision.decision(), decision.by(), decision.comment());
            statement.list(decision.roles());
            statement.text(decision.level() == null ? null : decision.level().toString());
            statement.text(decision.inputs() == null ? null : digest(decision.inputs()));
        });
    }

    /** Of the naming of a delegate. */
    public static byte[] of(String run, int generation, String nonce, Delegation delegation) {
        return write(statement -> {
            statement.texts("weft delegation 1", run, Integer.toString(generation), nonce);
            statement.texts(delegation.task(), delegation.by(), delegation.to());
            statement.list(delegation.roles());
            statement.text(
                    delegation.level() == null ? null : delegation.level().toString());
        });
    }

    /** Writes the fields of a statement. */
    private interface Fields {
        void to(Statement statement) throws IOException;
    }

    private static byte[] write(Fields fields) {
        Statement statement = new Statement();
        try {
            fields.to(statement);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return statement.bytes.toByteArray();
    }

    private static String digest(Map<String, @Nullable Object> inputs) {
        try {
            byte[] values = write(statement -> statement.value(Values.normalise(inputs)));
            return java.util.HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(values));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to know SHA-256", e);
        }
    }

    private void texts(@Nullable String... texts) throws IOException {
        for (String text : texts) {
            text(text);
        }
    }

    private void text(@Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(encoded.length);
            out.write(encoded);
        }
    }

    private void list(@Nullable List<String> texts) throws IOException {
        out.writeInt(texts == null ? -1 : texts.size());
        for (String text : texts == null ? List.<String>of() : texts) {
            text(text);
        }
    }

    private void value(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte('0');
            case Map<?, ?> map -> {
                TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
                out.writeByte('m');
                out.writeInt(sorted.size());
                for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
                    text(entry.getKey());
                    value(entry.getValue());
                }
            }
            case List<?> items -> {
                out.writeByte('l');
                out.writeInt(items.size());
                for (Object item : items) {
                    value(item);
                }
            }
            case Long whole -> {
                out.writeByte('i');
                out.writeLong(whole);
            }
            case Double decimal -> {
                out.writeByte('d');
                out.writeDouble(decimal);
            }
            default -> {
                out.writeByte(value instanceof Boolean ? 'b' : 't');
                text(value.toString());
            }
        }
    }
}
