package dev.weft.worker.protocol;

/**
 * What shows that a decision or delegation came through the API: an Ed25519 signature over its {@link Statement}.
 *
 * @param generation of the run that is meant, from 1
 * @param nonce new for each statement, 1 to 64 characters; a run takes each once
 * @param key {@link DecisionKeys#id} of the key that verifies
 * @param signature base64
 */
public record Proof(int generation, String nonce, String key, String signature) {
    /** Characters of a nonce at most: a run remembers those that it has taken. */
    public static final int MAX_NONCE = 64;
}
