package dev.weft.api.auth;

import dev.weft.worker.protocol.DecisionKeys;
import dev.weft.worker.protocol.Proof;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Vouches for who decides: signs what runs verify with the public keys that they were started with. Thread safe. */
public final class DecisionSigner {
    private final List<KeyFile> keys;

    /** @param keys newest first */
    DecisionSigner(List<KeyFile> keys) {
        this.keys = List.copyOf(keys);
    }

    /** What a run that is started now verifies with: all keys, so that the newest can be changed while it is open. */
    public List<String> publicKeys() {
        return keys.stream().map(KeyFile::publicKey).toList();
    }

    /** What is to be signed, for a nonce. */
    public interface Statement {
        byte[] of(String nonce);
    }

    /**
     * Signs under a new nonce, with the newest key that a run knows.
     *
     * @param known {@link DecisionKeys#id} of the run's keys
     * @return empty where it knows none of these
     */
    public Optional<Proof> prove(List<String> known, int generation, Statement statement) {
        String nonce = UUID.randomUUID().toString();
        return keys.stream()
                .filter(key -> known.contains(DecisionKeys.id(key.publicKey())))
                .findFirst()
                .map(key ->
                        new Proof(generation, nonce, DecisionKeys.id(key.publicKey()), sign(key, statement.of(nonce))));
    }

    /**
     * Signs with the newest key.
     *
     * @return who reads it later verifies it with {@link #verifies}
     */
    public Signed sign(byte[] message) {
        KeyFile newest = keys.getFirst();
        return new Signed(DecisionKeys.id(newest.publicKey()), sign(newest, message));
    }

    /** Whether a signature over a message is one of the key with an id, which is among these. */
    public boolean verifies(String key, byte[] message, String signature) {
        return keys.stream()
                .filter(known -> DecisionKeys.id(known.publicKey()).equals(key))
                .anyMatch(known -> DecisionKeys.verify(known.publicKey(), message, signature));
    }

    /**
     * A signature.
     *
     * @param key id of the key
     * @param signature in base64
     */
    public record Signed(String key, String signature) {}

    static String sign(KeyFile key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(DecisionKeys.ALGORITHM);
            signature.initSign(key.privateKey());
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected a key that signs, but: " + e.getMessage(), e);
        }
    }
}
