package dev.weft.worker.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Public keys that verify what the API says, as a run carries them: Ed25519, X.509 encoded, base64. Pure: the same key,
 * message and signature give the same answer wherever a history is replayed. Thread safe.
 */
public final class DecisionKeys {
    /** Of keys and signatures. */
    public static final String ALGORITHM = "Ed25519";

    private static final int ID_LENGTH = 16;

    private DecisionKeys() {}

    /** A short name of a key: the first 16 hexadecimal digits of its text's sha-256. */
    public static String id(String publicKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every Java to know SHA-256", e);
        }
    }

    /** Whether a signature (base64) of a message is of a key; {@code false} too where one of them can't be read. */
    public static boolean verify(String publicKey, byte[] message, String signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
            verifier.update(message);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
