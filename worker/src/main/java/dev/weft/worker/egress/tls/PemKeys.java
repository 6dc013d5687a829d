package dev.weft.worker.egress.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM: PKCS#8, and the older forms of RSA (PKCS#1) and elliptic curves (SEC 1). */
final class PemKeys {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:[A-Z0-9]+ )*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
    private static final byte[] RSA = {
        0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };
    private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;
    private static final int PARAMETERS = 0xa0;

    private PemKeys() {}

    /**
     * The one key in a text.
     *
     * @throws IllegalArgumentException when there is none that can be used; the message doesn't hold the text
     */
    static PrivateKey read(String pem) {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException(
                    pem.contains("ENCRYPTED")
                            ? "a key that a password protects; give it without"
                            : "no block -----BEGIN PRIVATE KEY-----");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        try {
            return switch (block.group(1)) {
                case "PRIVATE KEY" -> pkcs8(der);
                case "RSA PRIVATE KEY" -> pkcs8(wrap(RSA, der));
                case "EC PRIVATE KEY" -> pkcs8(wrap(value(SEQUENCE, EC, curve(der)), der));
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new IllegalArgumentException("a key that a password protects; give it without");
                default -> throw new IllegalArgumentException("a key of a kind that isn't known");
            };
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            throw new IllegalArgumentException("a block that holds no key", e);
        }
    }

    private static PrivateKey pkcs8(byte[] der) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // Of another algorithm; which one stands inside, but not as a name that the provider knows.
                continue;
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
        throw new IllegalArgumentException("a block that holds no key of RSA, an elliptic curve or EdDSA");
    }

    /** PKCS#8 (RFC 5958) around a key of an older form. */
    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return value(SEQUENCE, new byte[] {2, 1, 0}, algorithm, value(OCTETS, key));
    }

    /** The curve that a key of SEC 1 (RFC 5915) names behind its number. */
    private static byte[] curve(byte[] der) {
        ByteBuffer fields = content(ByteBuffer.wrap(der));
        content(fields);
        content(fields);
        if ((fields.get(fields.position()) & 0xff) != PARAMETERS) {
            throw new IllegalArgumentException("a key of an elliptic curve that doesn't say which");
        }
        ByteBuffer curve = content(fields);
        byte[] bytes = new byte[curve.remaining()];
        curve.get(bytes);
        return bytes;
    }

    /** The content of the next value, which is skipped. */
    private static ByteBuffer content(ByteBuffer values) {
        values.get();
        int length = values.get() & 0xff;
        if (length > 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | values.get() & 0xff;
            }
        }
        ByteBuffer content = values.slice(values.position(), length);
        values.position(values.position() + length);
        return content;
    }

    private static byte[] value(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (length < 0x80) {
            value.write(length);
        } else {
            byte[] digits = ByteBuffer.allocate(4).putInt(length).array();
            int first = 0;
            while (digits[first] == 0) {
                first++;
            }
            value.write(0x80 | digits.length - first);
            value.write(digits, first, digits.length - first);
        }
        for (byte[] part : parts) {
            value.writeBytes(part);
        }
        return value.toByteArray();
    }
}
