package dev.weft.worker.interpreter;

import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionKeys;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.Proof;
import dev.weft.worker.protocol.Statement;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.UUID;

/** Somebody with a key who signs decisions, as the API does. */
public record SignedBy(KeyPair keys) {
    /** Whose key the runs of these tests know. */
    public static final SignedBy API = fresh();

    /** Somebody else. */
    public static SignedBy fresh() {
        try {
            return new SignedBy(
                    KeyPairGenerator.getInstance(DecisionKeys.ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a run request has it. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    Decision sign(RunLoop loop, RunState state, Decision decision) {
        return sign(loop.facts().run(), state.generation(), decision);
    }

    Delegation sign(RunLoop loop, RunState state, Delegation delegation) {
        return sign(loop.facts().run(), state.generation(), delegation);
    }

    /** For the first generation of a run, under a new nonce. */
    public Decision sign(String run, Decision decision) {
        return sign(run, 1, decision);
    }

    /** Under a new nonce. */
    public Decision sign(String run, int generation, Decision decision) {
        String nonce = UUID.randomUUID().toString();
        return decision.with(proof(generation, nonce, Statement.of(run, generation, nonce, decision)));
    }

    /** For the first generation of a run, under a new nonce. */
    public Delegation sign(String run, Delegation delegation) {
        return sign(run, 1, delegation);
    }

    private Delegation sign(String run, int generation, Delegation delegation) {
        String nonce = UUID.randomUUID().toString();
        return delegation.with(proof(generation, nonce, Statement.of(run, generation, nonce, delegation)));
    }

    private Proof proof(int generation, String nonce, byte[] statement) {
        try {
            Signature signature = Signature.getInstance(DecisionKeys.ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(statement);
            return new Proof(
                    generation,
                    nonce,
                    DecisionKeys.id(publicKey()),
                    Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
