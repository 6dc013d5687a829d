package dev.weft.worker.interpreter.lease;

import dev.weft.definitions.size.Extent;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.IdempotencyKey;
import dev.weft.worker.protocol.AgentTurn;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.protocol.room.KeptRoom;
import dev.weft.worker.protocol.room.RoomDesk;
import dev.weft.worker.protocol.room.RoomTerms;
import dev.weft.worker.protocol.room.RoomTicket;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Room on a worker, for attempts that say what they take up: claimed last of all, when the attempt could begin otherwise, so that it
 * stands idle for nothing. A worker answers, and no lease of Temporal's is kept: what is gone from a state is given back by that alone.
 * Pure.
 */
public final class Roomed {
    private static final int LOST_AT_MOST = 10;

    private static final String LOST = "lost";

    private Roomed() {}

    /** Whether the next attempt of a task has room, or needs none; claims it otherwise. */
    public static boolean admit(Turn turn, int index) {
        Call call = Objects.requireNonNull(turn.task(index).call());
        Extent extent = call.extent();
        if (extent == null) {
            return true;
        }
        Lease room = turn.task(index).lease(WeftLease.Kind.ROOM);
        if (room == null) {
            claim(turn, index, new RoomTerms(extent, 0));
            return false;
        }
        return room.isHeld() && !hasMissedItsTurn(turn, index);
    }

    /** What waited for room longer than its agent's turn was away asks for another turn, and keeps its room. */
    private static boolean hasMissedItsTurn(Turn turn, int index) {
        AgentTurn own = AgentLeases.turn(turn.task(index));
        if (own == null || !own.hasPassed(turn.now)) {
            return false;
        }
        turn.put(index, turn.task(index).edit().without(WeftLease.Kind.AGENT).done());
        return !AgentLeases.admitAttempt(turn, index);
    }

    /** The room that is kept for the attempt of a task; {@code null} where it needs none. */
    public static @Nullable KeptRoom kept(TaskState task) {
        Lease lease = task.lease(WeftLease.Kind.ROOM);
        return lease == null || lease.queue() == null || lease.claim().room() == null
                ? null
                : new KeptRoom(
                        lease.queue(),
                        new RoomTicket(
                                lease.claim().hold(), lease.claim().room().extent()));
    }

    /**
     * Whether an attempt has failed of its room alone, or was lost with the worker that it had room on: then room is claimed again, and
     * it doesn't count.
     */
    public static boolean claimsAgain(Turn turn, int index, Failure failure) {
        Lease lease = turn.task(index).lease(WeftLease.Kind.ROOM);
        RoomTerms terms = lease == null ? null : lease.claim().room();
        if (terms == null) {
            return false;
        }
        boolean passed = failure.code().equals(RoomDesk.PASSED);
        boolean lost = failure.code().equals(LOST) && terms.lost() + 1 < LOST_AT_MOST;
        if (!passed && !lost) {
            return false;
        }
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.RETRY_LATER)
                        .attempts(turn.task(index).attempts() - 1)
                        .clock(null)
                        .stopping(null)
                        .without(WeftLease.Kind.ROOM)
                        .done());
        claim(turn, index, new RoomTerms(terms.extent(), terms.lost() + (lost ? 1 : 0)));
        return true;
    }

    private static void claim(Turn turn, int index, RoomTerms terms) {
        TaskState task = turn.task(index);
        TaskLeases.claim(
                turn,
                index,
                WeftLease.Kind.ROOM,
                new LeaseClaim(
                        RoomDesk.QUEUE,
                        terms.extent().described(),
                        turn.facts.run(),
                        null,
                        "%s/%d/%d".formatted(IdempotencyKey.of(turn, index), task.attempts() + 1, terms.lost()),
                        turn.path(index),
                        1,
                        LeaseClaim.WhenFull.QUEUE,
                        null,
                        terms));
    }
}
