package dev.weft.worker.interpreter.event;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.WaitForEvent;
import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.IdempotencyKey;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LogPoint;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.EventFilters;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.EventWait;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks that wait for an event: the run itself decides which of them takes one. */
public final class Awaiting {
    /** Bytes of what a filter reads at most: it is kept with the log for as long as the task waits. */
    private static final long MAX_NAMES = 65_536;

    private Awaiting() {}

    public static void begin(Turn turn, int index, Work.ActionCall call, Scope scope) throws EvaluationException {
        try {
            WaitForEvent asked =
                    ParameterBinder.bind(WaitForEvent.SPEC, call.parameters().evaluate(scope));
            EventWait wait =
                    new EventWait(asked.type(), turn.now, asked.onTimeout() == WaitForEvent.OnTimeout.CONTINUE);
            Expression filter = filter(turn, index);
            long size =
                    filter == null ? 0 : Sizes.of(FilterNames.read(filter, FilterNames.standingStill(scope, turn.now)));
            long large = filter == null ? 0 : FilterNames.readLarge(filter, scope);
            if (size > MAX_NAMES || large > 0) {
                TaskEnds.fail(turn, index, tooLarge(size + large));
                return;
            }
            turn.put(
                    index,
                    turn.task(index)
                            .edit()
                            .by(TaskTrigger.WAIT)
                            .startedAt(turn.now)
                            .reason("event " + wait.type())
                            .clock(
                                    asked.timeout() == null
                                            ? null
                                            : Clocks.begin(turn, ClockKind.EVENT, index, asked.timeout()))
                            .event(wait)
                            .done());
            claim(turn, index, wait);
        } catch (ActionException e) {
            TaskEnds.fail(
                    turn, index, Failure.permanent(e.code(), Objects.requireNonNullElse(e.getMessage(), e.code())));
        }
    }

    /** Has the event looked for, where those who do that don't know of it yet. */
    public static void claim(Turn turn, int index) {
        EventWait wait = turn.task(index).event();
        if (turn.task(index).awaitsEvent() && wait != null && !wait.noted()) {
            claim(turn, index, wait);
        }
    }

    /** Has all events looked for again: what was noted of that may have been lost. */
    public static void claimAgain(Turn turn) {
        for (int node : turn.nodes.all(turn.tasks)) {
            EventWait wait = turn.task(node).event();
            if (turn.task(node).awaitsEvent() && wait != null) {
                Map<String, @Nullable Object> event = wait.asked();
                if (event != null) {
                    EventClaims.ask(turn, node, event);
                }
                note(turn, node, wait.noted(false));
                claim(turn, node, wait);
            }
        }
    }

    /** Those who look for it know, or can't. */
    public static void answered(Turn turn, RunEvent.AwaitAnswered answered) {
        int index = answered.task();
        EventWait wait = turn.task(index).event();
        if (turn.task(index).awaitsEvent()
                && wait != null
                && IdempotencyKey.of(turn, index).equals(answered.id())) {
            if (answered.failure() == null) {
                note(turn, index, wait.noted(true));
            } else {
                TaskEnds.fail(turn, index, answered.failure());
            }
        }
    }

    /** An event has come: of each task of the definition at most one execution takes it, the first in the order of the plan. */
    public static void came(Turn turn, RunEvent.EventCame came) {
        Map<String, @Nullable Object> event = came.event();
        if (Sizes.of(event) > Sizes.MAX_VALUE) {
            turn.heard.ignore("At %s: %s"
                    .formatted(turn.now, Sizes.tooLarge("The event", event).message()));
            return;
        }
        boolean served = offer(turn, event);
        boolean passed = EventClaims.pass(turn, event);
        if (!served && !passed && came.byHand()) {
            turn.heard.ignore(
                    "At %s: No task waits for an event of type '%s' now that its filter lets pass and that it hasn't taken before."
                            .formatted(turn.now, event.get("type")));
        }
    }

    /** Gives an event to tasks that take it, or may; tells whether there was one. */
    static boolean offer(Turn turn, Map<String, @Nullable Object> event) {
        boolean asks = EventClaims.areAsked(turn);
        // Tasks of the definition that it is asked for already.
        Set<Integer> over = asks ? askedFor(turn, event) : new LinkedHashSet<>();
        Map<Integer, Integer> busy = new LinkedHashMap<>();
        boolean served = false;
        for (int node : turn.nodes.all(turn.tasks)) {
            TaskState task = turn.task(node);
            EventWait wait = task.event();
            int planned = turn.planned(node).index();
            if (task.awaitsEvent()
                    && wait != null
                    && wait.type().equals(event.get("type"))
                    && !over.contains(planned)
                    && EventFilters.pass(
                            filter(turn, node),
                            FilterNames.standingStill(RunScope.of(turn, node), wait.since()),
                            event)) {
                if (wait.claimed() != null) {
                    busy.putIfAbsent(planned, node);
                    continue;
                }
                over.add(planned);
                if (!hasTaken(turn, turn.planned(node).path(), EventClaims.mark(event))) {
                    served = true;
                    if (asks) {
                        note(turn, node, wait.claiming(event));
                        EventClaims.ask(turn, node, event);
                    } else {
                        take(turn, node, event);
                    }
                }
            }
        }
        for (Map.Entry<Integer, Integer> one : busy.entrySet()) {
            EventWait wait = Objects.requireNonNull(turn.task(one.getValue()).event());
            if (!over.contains(one.getKey())
                    && !hasTaken(turn, turn.planned(one.getValue()).path(), EventClaims.mark(event))) {
                served = true;
                note(turn, one.getValue(), wait.meeting(event));
            }
        }
        return served;
    }

    private static Set<Integer> askedFor(Turn turn, Map<String, @Nullable Object> event) {
        Set<Integer> over = new LinkedHashSet<>();
        String mark = EventClaims.mark(event);
        for (int node : turn.nodes.all(turn.tasks)) {
            EventWait wait = turn.task(node).awaitsEvent() ? turn.task(node).event() : null;
            Map<String, @Nullable Object> asked = wait == null ? null : wait.asked();
            if (wait != null
                    && asked != null
                    && Stream.concat(Stream.of(asked), wait.others().stream())
                            .anyMatch(one -> EventClaims.mark(one).equals(mark))) {
                over.add(turn.planned(node).index());
            }
        }
        return over;
    }

    /** Of an event the data alone may be kept elsewhere: the rest says which event it is. */
    static void take(Turn turn, int node, Map<String, @Nullable Object> event) {
        Map<String, @Nullable Object> output = new LinkedHashMap<>(event);
        try {
            if (event.get("data") != null) {
                output.put("data", turn.elsewhere.keep("The data of the event", event.get("data")));
            }
        } catch (Elsewhere.NotKeptException e) {
            TaskEnds.fail(turn, node, e.failure());
            return;
        }
        TaskEnds.completeAsItIs(turn, node, Collections.unmodifiableMap(output));
    }

    /** A task that is about to be in another state: where it waits for no event any more, it isn't looked for either. */
    public static TaskState unlessOver(Turn turn, int index, TaskState target) {
        if (turn.task(index).awaitsEvent() && !target.awaitsEvent()) {
            turn.effect(new Effect.ForgetEvent(index));
            EventWait wait = Objects.requireNonNull(turn.task(index).event());
            Map<String, @Nullable Object> asked = wait.asked();
            if (asked != null) {
                EventClaims.giveBack(turn, index, asked);
            }
            turn.unclaimed.addAll(wait.others());
            return target.edit().event(null).done();
        }
        return target;
    }

    /** None came in time. */
    public static void timedOut(Turn turn, int index) {
        EventWait wait = Objects.requireNonNull(turn.task(index).event());
        if (wait.claimed() != null) {
            // An event came before the time was up: it counts, where no other item has taken it.
            note(turn, index, wait.ranOut());
        } else if (wait.goesOn()) {
            TaskEnds.complete(turn, index, null);
        } else {
            TaskEnds.fail(
                    turn,
                    index,
                    Failure.permanent("timeout", "No event of type '%s' came in time.".formatted(wait.type())));
        }
    }

    /** Offers what a task met that doesn't wait any more to the others; tells whether there was something. */
    public static boolean passOn(Turn turn) {
        List<Map<String, @Nullable Object>> events = List.copyOf(turn.unclaimed);
        turn.unclaimed.clear();
        events.forEach(event -> offer(turn, event));
        return !events.isEmpty();
    }

    /** Whether a task of a plan, or something in it, waits for an event. */
    public static boolean areIn(Plan plan, int root, int size) {
        return plan.tasks().subList(root, root + size).stream()
                .anyMatch(task -> task.task().work() instanceof Work.ActionCall call
                        && call.action().name().equals(WaitForEvent.SPEC.name()));
    }

    static void note(Turn turn, int index, EventWait wait) {
        turn.put(index, turn.task(index).edit().event(wait).done());
    }

    private static void claim(Turn turn, int index, EventWait wait) {
        Expression filter = filter(turn, index);
        LogPoint since = turn.facts.request().eventsSince();
        turn.effect(new Effect.AwaitEvent(
                index,
                new AwaitedEvent(
                        IdempotencyKey.of(turn, index),
                        turn.facts.run(),
                        turn.path(index),
                        turn.planned(index).path(),
                        turn.telling.told(),
                        turn.now,
                        since == null ? LogPoint.from(turn.startedAt()) : since,
                        wait.type(),
                        filter == null ? null : filter.text(),
                        filter == null
                                ? Map.of()
                                : FilterNames.read(
                                        filter, FilterNames.standingStill(RunScope.of(turn, index), wait.since())),
                        taken(turn, turn.planned(index).path())
                                .map(EventClaims::mark)
                                .toList())));
    }

    /** Whether an execution of a task of the definition has taken an event. */
    static boolean hasTaken(Turn turn, String planned, String mark) {
        return taken(turn, planned).anyMatch(taken -> EventClaims.mark(taken).equals(mark))
                || EventClaims.haveTaken(turn, planned, mark);
    }

    /** The events that executions of a task have taken. Those of another attempt or going count no more. */
    private static Stream<Map<?, ?>> taken(Turn turn, String planned) {
        return turn.nodes.all(turn.tasks).stream()
                .filter(node -> turn.planned(node).path().equals(planned)
                        && !turn.nodes.isSuperseded(node)
                        && turn.task(node).error() == null)
                .map(node -> turn.task(node).output())
                .filter(Map.class::isInstance)
                .map(event -> (Map<?, ?>) event);
    }

    private static @Nullable Expression filter(Turn turn, int index) {
        return turn.planned(index).task().work() instanceof Work.ActionCall call
                ? call.conditions().get("/filter")
                : null;
    }

    private static Failure tooLarge(long size) {
        return Failure.permanent(
                "too_large",
                "What the filter reads has about %d KiB, but at most %d KiB can be kept while the task waits. Have a transform before it make the part that the filter needs, and read that."
                        .formatted(size / 1024, MAX_NAMES / 1024));
    }
}
