package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.protocol.AgentTurn;
import dev.weft.worker.protocol.TaskInvocation;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls agents whose calls are spread when it is their turn: the last moment before a call is where that is sure to hold. */
final class Turns {
    private Turns() {}

    /** What an attempt may take, with the time that it waits for its turn; {@code null} for no bound. */
    static @Nullable Long timeout(TaskInvocation invocation) {
        AgentTurn turn = invocation.turn();
        Long timeout = invocation.timeout();
        return turn == null || timeout == null
                ? timeout
                : Long.valueOf(timeout + turn.waitFrom(Instant.now()).toMillis());
    }

    /**
     * Waits for the turn of an attempt, where it has one.
     *
     * @throws ActionException {@link AgentTurn#PASSED} where the turn is over
     */
    static void await(TaskInvocation invocation) throws ActionException, InterruptedException {
        AgentTurn turn = invocation.turn();
        if (turn == null) {
            return;
        }
        Duration left = turn.waitFrom(Instant.now());
        if (!left.isZero()) {
            TimeUnit.NANOSECONDS.sleep(left.toNanos());
        }
        if (turn.hasPassed(Instant.now())) {
            throw new ActionException(
                    AgentTurn.PASSED,
                    "The attempt came to its worker after its turn, which was until " + turn.until()
                            + ". It asks for another.");
        }
    }
}
