package dev.weft.worker.interpreter.gate;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionKeys;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.Proof;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.protocol.Statement;
import dev.weft.worker.task.GateQuestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who decides or names a delegate, as far as that is known.
 *
 * @param id without {@code user:}
 * @param roles roles and groups; they mean something only where the person is proved
 * @param nonce of the proof; {@code null} where there is none, and the name is what somebody who reaches Temporal said
 */
record Person(String id, List<String> roles, @Nullable String nonce) {
    /** Channel of what comes through the API. */
    static final String API = "api";

    /** Channel of all else. */
    static final String TEMPORAL = "temporal";

    private static final int MAX_NAME = 200;

    /** Whether the API vouches for them. */
    boolean isProved() {
        return nonce != null;
    }

    /** How they came. */
    String channel() {
        return isProved() ? API : TEMPORAL;
    }

    /**
     * Who made a decision.
     *
     * @throws RefusedException where the name is no name or the proof doesn't hold
     */
    static Person of(RunLoop loop, RunState state, Decision decision) {
        checkName("by", decision.by());
        Proof proof = decision.proof();
        if (proof != null) {
            check(loop, state, proof, Statement.of(loop.facts().run(), proof.generation(), proof.nonce(), decision));
        }
        return person(decision.by(), decision.roles(), proof);
    }

    /**
     * Who named a delegate.
     *
     * @throws RefusedException where the name is no name or the proof doesn't hold
     */
    static Person of(RunLoop loop, RunState state, Delegation delegation) {
        checkName("by", delegation.by());
        checkName("to", delegation.to());
        Proof proof = delegation.proof();
        if (proof != null) {
            check(loop, state, proof, Statement.of(loop.facts().run(), proof.generation(), proof.nonce(), delegation));
        }
        return person(delegation.by(), delegation.roles(), proof);
    }

    /**
     * What holds whoever is asked.
     *
     * @throws RefusedException where this gate takes nothing of the person
     */
    void checkAdmitted(RunFacts facts, GateQuestion question) {
        if (!isProved() && (question.apiOnly() || question.fourEyes())) {
            throw new RefusedException(
                    Code.NOT_APPROVER, "This gate takes decisions through the API only, where people sign in.");
        }
        if (isProved() && question.temporalOnly()) {
            throw new RefusedException(
                    Code.NOT_APPROVER,
                    "This gate takes decisions through Temporal only: send the run the signal 'approval', or the update 'decide'.");
        }
        if (question.fourEyes() && id.equals(facts.request().startedBy())) {
            throw new RefusedException(
                    Code.NOT_APPROVER, "'%s' started this run, and this gate wants another person.".formatted(id));
        }
    }

    private static Person person(String by, @Nullable List<String> roles, @Nullable Proof proof) {
        return new Person(
                GateQuestion.user(by), roles == null ? List.of() : roles, proof == null ? null : proof.nonce());
    }

    private static void check(RunLoop loop, RunState state, Proof proof, byte[] statement) {
        if (proof.nonce() == null || proof.nonce().isEmpty() || proof.nonce().length() > Proof.MAX_NONCE) {
            throw new RefusedException(
                    Code.NOT_SIGNED, "Expected a nonce of 1 to %d characters in 'proof'.".formatted(Proof.MAX_NONCE));
        }
        String key = loop.facts().request().decisionKeys().stream()
                .filter(one -> DecisionKeys.id(one).equals(proof.key()))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Code.NOT_SIGNED,
                        "Expected a signature by a key that this run was started with, but found one by '%s'."
                                .formatted(proof.key())));
        if (proof.signature() == null || !DecisionKeys.verify(key, statement, proof.signature())) {
            throw new RefusedException(
                    Code.NOT_SIGNED, "Expected what the API has signed, but found a signature of something else.");
        }
        if (proof.generation() != state.generation()) {
            throw new RefusedException(
                    Code.NOT_SIGNED,
                    "Expected a signature for generation %d of this run, but found one for %d."
                            .formatted(state.generation(), proof.generation()));
        }
        if (state.nonces().contains(proof.nonce())) {
            throw new RefusedException(
                    Code.CONFLICT, "Expected what hasn't been taken yet, but this was signed once and has counted.");
        }
    }

    private static void checkName(String field, @Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new RefusedException(
                    Code.INVALID,
                    "Expected the name of %s in '%s', but found none."
                            .formatted(field.equals("by") ? "who decides" : "the delegate", field));
        }
        if (name.length() > MAX_NAME) {
            throw new RefusedException(
                    Code.INVALID,
                    "Expected at most %d characters in '%s', but found %d.".formatted(MAX_NAME, field, name.length()));
        }
    }
}
