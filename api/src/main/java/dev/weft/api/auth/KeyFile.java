package dev.weft.api.auth;

import dev.weft.worker.protocol.DecisionKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pair of keys in a file: a {@code PRIVATE KEY} (PKCS#8) and its {@code PUBLIC KEY} (X.509), both PEM.
 *
 * @param publicKey base64, as runs carry it
 */
record KeyFile(PrivateKey privateKey, String publicKey) {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");
    private static final String CURE =
            " Make one with: openssl genpkey -algorithm ed25519 -out KEY.pem && openssl pkey -in KEY.pem -pubout >>"
                    + " KEY.pem && chmod 600 KEY.pem";

    /**
     * Reads one.
     *
     * @throws IOException where it can't be read, isn't what is expected, or is open to everybody
     */
    static KeyFile read(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new IOException(
                    "Expected a key that only its owner reads in " + file + ", but everybody may: chmod 600 it.");
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            PrivateKey privateKey = KeyFactory.getInstance(DecisionKeys.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(block(text, "PRIVATE"))));
            KeyFile pair = new KeyFile(privateKey, block(text, "PUBLIC"));
            byte[] sample = "weft".getBytes(StandardCharsets.US_ASCII);
            if (DecisionKeys.verify(pair.publicKey(), sample, DecisionSigner.sign(pair, sample))) {
                return pair;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("Expected an Ed25519 key in " + file + ", but: " + e.getMessage() + "." + CURE, e);
        }
        throw new IOException(
                "Expected a private key and its public one in " + file + ", but they don't belong together." + CURE);
    }

    static String write(KeyPair pair) {
        return pem("PRIVATE", pair.getPrivate().getEncoded())
                + pem("PUBLIC", pair.getPublic().getEncoded());
    }

    private static String pem(String kind, byte[] key) {
        return "-----BEGIN " + kind + " KEY-----\n" + Base64.getEncoder().encodeToString(key) + "\n-----END " + kind
                + " KEY-----\n";
    }

    private static String block(String text, String kind) {
        Matcher block = PEM.matcher(text);
        while (block.find()) {
            if (kind.equals(block.group(1))) {
                return block.group(2).replaceAll("\\s", "");
            }
        }
        throw new IllegalArgumentException("there is no " + kind + " KEY in it");
    }
}
