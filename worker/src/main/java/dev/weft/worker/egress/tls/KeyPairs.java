package dev.weft.worker.egress.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether keys belong together, shown by signing something. */
final class KeyPairs {
    private static final byte[] ANYTHING = {1, 2, 3};

    private KeyPairs() {}

    static boolean belong(PublicKey one, PrivateKey other) {
        String algorithm = switch (other.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            // Of a kind that signs in ways of its own: the handshake shows whether it is right.
            return true;
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(other);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(one);
            signature.update(ANYTHING);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
