package dev.weft.cli.trial;

import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionKeys;
import dev.weft.worker.protocol.Proof;
import dev.weft.worker.protocol.Statement;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.UUID;

/** Signs decisions, as the API does, with a key that only the runs of this process know. Thread safe. */
final class Signer {
    private static final Signer ONE = new Signer();

    private final KeyPair keys;

    private Signer() {
        try {
            keys = KeyPairGenerator.getInstance(DecisionKeys.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every Java to know " + DecisionKeys.ALGORITHM, e);
        }
    }

    static Signer one() {
        return ONE;
    }

    /** As a run request has it. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** The decision with what shows that it came through the API. */
    Decision sign(String run, int generation, Decision decision) {
        String nonce = UUID.randomUUID().toString();
        try {
            Signature signature = Signature.getInstance(DecisionKeys.ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(Statement.of(run, generation, nonce, decision));
            return decision.with(new Proof(
                    generation,
                    nonce,
                    DecisionKeys.id(publicKey()),
                    Base64.getEncoder().encodeToString(signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected a key that signs", e);
        }
    }
}
