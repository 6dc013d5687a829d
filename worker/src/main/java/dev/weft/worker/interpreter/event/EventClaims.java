package dev.weft.worker.interpreter.event;

import dev.weft.definitions.expression.Values;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.event.EventClaim;
import dev.weft.worker.protocol.event.EventClaimAnswer;
import dev.weft.worker.protocol.event.EventMark;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.EventWait;
import dev.weft.worker.task.TaskState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which item takes an event, where runs of their own do the items: each asks the run with the loop, and that one says so, as it does
 * of its own tasks. What it has said is kept with the slice, and forgotten with it where the slice begins anew.
 */
public final class EventClaims {
    private EventClaims() {}

    /** Whether another run says what the tasks of this one take. */
    static boolean areAsked(Turn turn) {
        return turn.around != null && turn.facts.request().parent() != null;
    }

    /** Asks whether a task takes an event. */
    static void ask(Turn turn, int node, Map<String, @Nullable Object> event) {
        claim(turn, node, event, null);
    }

    /** A task that has asked for an event doesn't want it any more. */
    static void giveBack(Turn turn, int node, Map<String, @Nullable Object> event) {
        if (turn.elsewhere.has(Change.GIVES_EVENTS_BACK)) {
            claim(turn, node, event, event);
        }
    }

    private static void claim(
            Turn turn, int node, Map<String, @Nullable Object> event, @Nullable Map<String, @Nullable Object> back) {
        ParentRun above = Objects.requireNonNull(turn.facts.request().parent());
        String path = turn.path(node);
        turn.effect(new Effect.ClaimEvent(
                above.run(),
                new EventClaim(
                        turn.facts.run(),
                        path,
                        turn.facts.run(),
                        above.task(),
                        turn.planned(node).path(),
                        path,
                        mark(event),
                        back)));
    }

    /** The run above has said whether a task takes the event that it asked for. */
    public static void answered(Turn turn, RunEvent.EventClaimAnswered answered) {
        int node = answered.task();
        EventWait wait = turn.task(node).event();
        Map<String, @Nullable Object> event = wait == null ? null : wait.asked();
        if (!turn.task(node).awaitsEvent()
                || wait == null
                || event == null
                || !mark(event).equals(answered.answer().mark())) {
            return;
        }
        Awaiting.note(turn, node, wait.free());
        if (answered.answer().granted()) {
            Awaiting.take(turn, node, event);
        }
        wait.others().forEach(other -> Awaiting.offer(turn, other));
        EventWait still = turn.task(node).event();
        if (wait.late() && turn.task(node).awaitsEvent() && still != null && still.claimed() == null) {
            Awaiting.timedOut(turn, node);
        }
    }

    /** A run that does a slice asks whether a task of it, or of a slice below it, takes an event. */
    public static void asked(Turn turn, RunEvent.EventClaimAsked asked) {
        int slice = asked.task();
        EventClaim claim = asked.claim();
        Child child = turn.task(slice).child();
        if (!turn.nodes.isSlice(slice)
                || turn.task(slice).status() != TaskStatus.RUNNING
                || child == null
                || !claim.child().equals(child.run())) {
            return;
        }
        int loop = turn.parent(slice);
        String of = around(turn.planned(loop).path(), turn, loop) + claim.of();
        String by = around(turn.path(loop), turn, loop) + claim.by();
        ParentRun above = turn.facts.request().parent();
        if (areAsked(turn) && above != null) {
            turn.effect(new Effect.ClaimEvent(
                    above.run(),
                    new EventClaim(
                            claim.origin(),
                            claim.waiter(),
                            turn.facts.run(),
                            above.task(),
                            of,
                            by,
                            claim.mark(),
                            claim.back())));
        } else if (claim.back() == null) {
            answer(turn, slice, child, claim, of, by);
        } else {
            takeBack(turn, slice, child, claim, of, by);
        }
    }

    private static void answer(Turn turn, int slice, Child child, EventClaim claim, String of, String by) {
        String key = key(claim.mark(), of);
        String before = takenBy(turn, key);
        boolean isFree = before == null && !Awaiting.hasTaken(turn, of, claim.mark());
        if (isFree) {
            TaskState state = turn.task(slice);
            turn.put(slice, state.edit().child(child.taking(key, by)).done());
        }
        turn.effect(new Effect.AnswerClaim(
                claim.origin(), new EventClaimAnswer(claim.waiter(), claim.mark(), isFree || by.equals(before))));
    }

    /** Has others look at an event once more that the task doesn't take which was to. */
    private static void takeBack(Turn turn, int slice, Child child, EventClaim claim, String of, String by) {
        String key = key(claim.mark(), of);
        if (by.equals(child.taken().get(key))
                && Values.normalise(claim.back()) instanceof Map<?, ?> event
                && mark(event).equals(claim.mark())) {
            turn.put(slice, turn.task(slice).edit().child(child.leaving(key)).done());
            Map<String, @Nullable Object> offered = new LinkedHashMap<>();
            event.forEach((name, value) -> offered.put(String.valueOf(name), value));
            Awaiting.offer(turn, offered);
            pass(turn, offered);
        }
    }

    /** Whether an item of a slice has taken an event. */
    static boolean haveTaken(Turn turn, String of, String mark) {
        return takenBy(turn, key(mark, of)) != null;
    }

    private static @Nullable String takenBy(Turn turn, String key) {
        for (int node : turn.nodes.all(turn.tasks)) {
            Child child = turn.nodes.isSlice(node) ? turn.task(node).child() : null;
            String by = child == null ? null : child.taken().get(key);
            if (by != null) {
                return by;
            }
        }
        return null;
    }

    /** Has runs under way that do slices look at an event; tells whether there are any. */
    static boolean pass(Turn turn, Map<String, @Nullable Object> event) {
        boolean any = false;
        for (int node : turn.nodes.all(turn.tasks)) {
            Child child = turn.nodes.isSlice(node) && turn.task(node).status() == TaskStatus.RUNNING
                    ? turn.task(node).child()
                    : null;
            if (child != null
                    && child.run() != null
                    && Awaiting.areIn(turn.plan, turn.planned(node).index(), turn.nodes.size(node))) {
                turn.effect(new Effect.PassEvent(child.run(), event));
                any = true;
            }
        }
        return any;
    }

    static String mark(Map<?, ?> event) {
        return EventMark.of(String.valueOf(event.get("source")), String.valueOf(event.get("id")));
    }

    private static String key(String mark, String of) {
        return mark + " " + of;
    }

    /** What comes before the id of a loop in its path. */
    private static String around(String path, Turn turn, int loop) {
        return path.substring(0, path.length() - turn.planned(loop).task().id().length());
    }
}
