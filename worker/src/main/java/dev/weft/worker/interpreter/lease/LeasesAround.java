package dev.weft.worker.interpreter.lease;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Lease;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Leases of keys that a task, what holds it, or its run holds: what is in there has them too, also in the runs that it waits for,
 * and would wait for itself otherwise. Pure.
 */
public final class LeasesAround {
    private LeasesAround() {}

    /** The task that a run is started by, with what that run has of leases. */
    public static ParentRun parent(Turn turn, int index, boolean awaits) {
        int depth = turn.facts.request().depth() + 1;
        List<String> leases = awaits ? List.copyOf(all(turn, index)) : List.of();
        return new ParentRun(turn.facts.run(), turn.path(index), depth, awaits, null, leases);
    }

    /** Whether the run has one from whoever waits for it. */
    static boolean isAbove(Turn turn, String lease) {
        ParentRun parent = turn.facts.request().parent();
        return parent != null && parent.awaits() && parent.leases().contains(lease);
    }

    private static Set<String> all(Turn turn, int index) {
        List<Lease> held = new ArrayList<>(turn.leases);
        for (int at = index; at >= 0; at = turn.parent(at)) {
            held.addAll(turn.task(at).leases());
        }
        Set<String> ids = new LinkedHashSet<>();
        for (Lease lease : held) {
            boolean isOfKey = lease.kind() == WeftLease.Kind.RUN || lease.kind() == WeftLease.Kind.TASK;
            if (isOfKey && lease.isHeld()) {
                ids.add(lease.claim().lease());
            }
        }
        ParentRun parent = turn.facts.request().parent();
        if (parent != null && parent.awaits()) {
            ids.addAll(parent.leases());
        }
        return ids;
    }
}
