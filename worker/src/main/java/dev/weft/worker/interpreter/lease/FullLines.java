package dev.weft.worker.interpreter.lease;

import dev.weft.definitions.duration.DurationText;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.Lease;
import java.time.Duration;

/**
 * Agents for which as many wait as their lease takes. Who claims one says nothing of what is to be done then, as the author of
 * {@code concurrency} does: the task claims it again in a while, and doesn't fail of what others do. Pure.
 */
final class FullLines {
    private static final Duration LATER = Duration.ofSeconds(15);

    private FullLines() {}

    /** Whether a claim was refused for that alone: then it is made again later. */
    static boolean isStoodInLater(Turn turn, int index, Lease lease, LeaseAnswer answer) {
        // One that is refused for its agent's breaker is told so.
        boolean isFull = lease.kind() == WeftLease.Kind.AGENT && answer.note() == null;
        if (!isFull || !turn.elsewhere.has(Change.CLAIMS_LATER)) {
            return false;
        }
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .without(WeftLease.Kind.AGENT)
                        .clock(Clocks.begin(turn, ClockKind.RETRY, index, LATER))
                        .reason("%s: as many wait for it as its line takes; it is claimed again in %s"
                                .formatted(lease.whose(), DurationText.format(LATER)))
                        .done());
        return true;
    }
}
