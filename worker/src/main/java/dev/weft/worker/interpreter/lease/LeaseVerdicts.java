package dev.weft.worker.interpreter.lease;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.task.Lease;
import java.util.List;

/** What leases answer, brought to who claimed them. Pure. */
public final class LeaseVerdicts {
    private LeaseVerdicts() {}

    public static void answered(Turn turn, LeaseAnswer answer) {
        if (answer.path().isEmpty()) {
            for (Lease lease : turn.leases) {
                if (isOf(lease, answer)) {
                    RunLeases.answered(turn, lease, answer);
                    return;
                }
            }
        } else {
            int index = turn.nodes.find(answer.path(), turn.tasks);
            for (Lease lease : index < 0 ? List.<Lease>of() : turn.task(index).leases()) {
                if (isOf(lease, answer)) {
                    TaskLeases.answered(turn, index, lease, answer);
                    return;
                }
            }
        }
        afterTheEnd(turn.facts.run(), answer).forEach(turn::effect);
    }

    /** What is granted after the end is given back. */
    public static List<Effect> afterTheEnd(RunEvent event) {
        return event instanceof RunEvent.LeaseAnswered answered ? afterTheEnd("", answered.answer()) : List.of();
    }

    private static List<Effect> afterTheEnd(String run, LeaseAnswer answer) {
        return switch (answer.verdict()) {
            case GRANTED ->
                List.of(new Effect.GiveBackLease(new LeaseClaim(
                        answer.lease(), "", run, null, answer.hold(), answer.path(), 1, LeaseClaim.WhenFull.QUEUE)));
            case QUEUED, REFUSED, REPLACED -> List.of();
        };
    }

    private static boolean isOf(Lease lease, LeaseAnswer answer) {
        return lease.claim().lease().equals(answer.lease())
                && lease.claim().hold().equals(answer.hold());
    }
}
