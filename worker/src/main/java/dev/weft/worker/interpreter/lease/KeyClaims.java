package dev.weft.worker.interpreter.lease;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Concurrency;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.WeftLease;

/** Claims of the keys that {@code concurrency} says. Pure. */
final class KeyClaims {
    private KeyClaims() {}

    static LeaseClaim of(
            Turn turn, WeftLease.Kind kind, Concurrency concurrency, RunScope scope, String hold, String path)
            throws EvaluationException {
        String key = Values.toText(concurrency.key().evaluate(scope));
        return LeaseClaim.of(
                kind,
                key,
                turn.facts.run(),
                hold,
                path,
                concurrency.limit().resolve(scope),
                switch (concurrency.whenFull()) {
                    case QUEUE -> LeaseClaim.WhenFull.QUEUE;
                    case REJECT -> LeaseClaim.WhenFull.REJECT;
                    case REPLACE -> LeaseClaim.WhenFull.REPLACE;
                });
    }
}
