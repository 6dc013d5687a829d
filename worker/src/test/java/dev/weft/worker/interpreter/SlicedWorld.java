package dev.weft.worker.interpreter;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.expression.Expression;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.restart.Reopening;
import dev.weft.worker.interpreter.restart.Resuming;
import dev.weft.worker.interpreter.restart.Reviving;
import dev.weft.worker.interpreter.slice.ItemPlaces;
import dev.weft.worker.interpreter.state.ClockKey;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.ItemPlace;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunUndo;
import dev.weft.worker.protocol.SliceTerms;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.EventFilters;
import dev.weft.worker.protocol.event.MarkedValues;
import dev.weft.worker.task.EventWait;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run with a loop and the runs that do slices of it, whose messages to one another, and those of who looks for events, take
 * any time: what one says to another comes in order, all else as chance has it. Nothing but what the interpreter asks for happens.
 */
final class SlicedWorld {
    /** A run. */
    private static final class Node {
        private final RunLoop loop;
        private RunState state;
        private final Map<Integer, AwaitedEvent> waits = new LinkedHashMap<>();
        private final List<ClockKey> clocks = new ArrayList<>();

        /** How often it was started: what was under way in an earlier going tells nothing in a later one. */
        private int going;

        private Node(RunLoop loop, RunState state) {
            this.loop = loop;
            this.state = state;
        }
    }

    /** Makes an event of what was said, from the state of who hears it; {@code null} for none. */
    private interface Message {
        @Nullable RunEvent heard(Node node);
    }

    /** Whether an attempt goes well. */
    interface Attempts {
        /** Why it doesn't; {@code null} where it does. */
        @Nullable Failure fail(String path);
    }

    private final Random random;
    private final Attempts attempts;
    private final String top;
    private final Map<String, Node> runs = new LinkedHashMap<>();
    private final Map<String, Deque<Runnable>> channels = new LinkedHashMap<>();
    final List<Map<String, @Nullable Object>> log = new ArrayList<>();

    /** How often what has been done, by path. */
    final Map<String, Integer> done = new TreeMap<>();

    private Instant now = SimulatedWorld.START;

    /** One in which no attempt is made. */
    SlicedWorld(RunLoop loop, Random random) {
        this(loop, random, path -> Failure.permanent("none", "Expected no attempt of " + path));
    }

    SlicedWorld(RunLoop loop, Random random, Attempts attempts) {
        this.random = random;
        this.attempts = attempts;
        this.top = loop.facts().run();
        Node node = new Node(loop, RunState.initial(loop.plan()));
        runs.put(top, node);
        carryOut(top, loop.on(node.state, new RunEvent.Started(now)));
    }

    /** States of all runs, that of the run with the loop first. */
    List<RunState> states() {
        return runs.values().stream().map(node -> node.state).toList();
    }

    /** Paths of executions of a task that wait for what an event is. */
    List<String> waitedFor(String task, Map<String, @Nullable Object> event) {
        return runs.values().stream()
                .flatMap(node -> node.waits.values().stream())
                .filter(wait -> wait.task().equals(task) && fits(wait, event))
                .map(AwaitedEvent::path)
                .toList();
    }

    /** An execution of a task. */
    record Seen(String path, TaskState state) {}

    /** All executions of a task, in the runs that do slices. */
    List<Seen> tasks(String task) {
        List<Seen> all = new ArrayList<>();
        runs.forEach((run, node) -> {
            Nodes nodes = node.state.nodes(node.loop.plan());
            for (int one : nodes.all(node.state.tasks())) {
                if (!run.equals(top) && nodes.planned(one).path().equals(task) && !nodes.isPattern(one)) {
                    all.add(new Seen(nodes.path(one), node.state.tasks().get(one)));
                }
            }
        });
        return all;
    }

    /** One that counts from now on. */
    void put(Map<String, @Nullable Object> event) {
        log.add(event);
        runs.keySet().forEach(run -> {
            if (node(run).waits.values().stream().anyMatch(wait -> fits(wait, event))) {
                offer(run, event);
            }
        });
    }

    /** State of the run with the loop. */
    RunState state() {
        return node(top).state;
    }

    /** The run with the loop is told something. */
    void tell(RunEvent event) {
        hear(top, event);
    }

    /** Lets the run with the loop, which has ended, go on as the API does; what runs below it is asked whether that applies. */
    void goAgain(Control control) {
        Node node = node(top);
        ItemPlace place = ItemPlaces.find(
                node.state.nodes(node.loop.plan()),
                node.state.frames(),
                node.state.tasks(),
                Objects.requireNonNull(control.task()));
        if (place != null && node(place.run()).state.status().ended()) {
            revived(place.run(), control.at(place.path()).fromAbove(top, new SliceTerms(0, 0, false)));
        }
        goOn(top, revived(top, control));
    }

    /** Has the run with the loop, which has ended, undone. */
    void undo() {
        Node node = node(top);
        goOn(top, Reopening.rolledBack(node.loop, node.state, new Control("undo", "ann"), now));
    }

    /** Ends the run with the loop by force, once it knows of all runs below it that they are there; tells whether it did. */
    boolean terminate() {
        boolean may = !state().status().ended()
                && state().tasks().stream().noneMatch(task -> task.doesSlice() && !task.hasBegunRun());
        node(top).going += may ? 1 : 0;
        return may;
    }

    private RunState revived(String run, Control control) {
        return Reviving.steered(
                node(run).loop, node(run).state, Steering.of(control.command()).orElseThrow(), control, now);
    }

    private void goOn(String run, RunState from) {
        Node node = node(run);
        node.going++;
        node.waits.clear();
        node.clocks.clear();
        node.state = StateDocument.read(StateDocument.write(from));
        if (node.state.startedAt() == null) {
            hear(run, new RunEvent.Started(now));
        } else {
            carryOut(run, Resuming.step(node.loop, node.state, now));
        }
    }

    /** The path that a task of any of the runs has in the run with the loop. */
    String whole(String path) {
        String around = node(top).loop.plan().tasks().stream()
                .filter(task -> task.task().id().equals("each") && task.task().forEach() != null)
                .map(task -> task.path().substring(0, task.path().length() - "each".length()))
                .findFirst()
                .orElse("");
        return path.startsWith("each") ? around + path : path;
    }

    /** Paths of slices that have begun. */
    List<String> slices() {
        Nodes nodes = node(top).state.nodes(node(top).loop.plan());
        return nodes.all(node(top).state.tasks()).stream()
                .filter(node ->
                        nodes.isSlice(node) && node(top).state.tasks().get(node).child() != null)
                .map(nodes::path)
                .toList();
    }

    /** All executions of tasks that work, in all runs. */
    List<Seen> works() {
        List<Seen> all = new ArrayList<>();
        runs.forEach((run, node) -> {
            Nodes nodes = node.state.nodes(node.loop.plan());
            for (int one : nodes.all(node.state.tasks())) {
                if (!nodes.isPattern(one)
                        && !nodes.isSlice(one)
                        && nodes.isWhole(one)
                        && !nodes.isOfCompensation(one)) {
                    all.add(new Seen(nodes.path(one), node.state.tasks().get(one)));
                }
            }
        });
        return all;
    }

    /** Tells the run with the loop of an event, as a person does. */
    void give(Map<String, @Nullable Object> event) {
        say("person", top, node -> new RunEvent.EventCame(now, event, false));
    }

    /** One of the clocks that run runs out; tells whether there was one. */
    boolean letOneRunOut() {
        List<Map.Entry<String, Node>> timed = runs.entrySet().stream()
                .filter(one -> !one.getValue().clocks.isEmpty())
                .toList();
        if (timed.isEmpty()) {
            return false;
        }
        Map.Entry<String, Node> one = timed.get(random.nextInt(timed.size()));
        ClockKey clock = one.getValue()
                .clocks
                .remove(random.nextInt(one.getValue().clocks.size()));
        hear(one.getKey(), new RunEvent.ClockRanOut(now, clock));
        return true;
    }

    /** The clock runs out of a task that has asked for an event and has no answer yet; tells whether there was one. */
    boolean letOneRunOutThatAsks() {
        for (Map.Entry<String, Node> one : runs.entrySet()) {
            Node node = one.getValue();
            for (ClockKey clock : node.clocks) {
                EventWait wait = clock.task() < 0
                        ? null
                        : node.state.tasks().get(clock.task()).event();
                if (wait != null && wait.claimed() != null) {
                    node.clocks.remove(clock);
                    hear(one.getKey(), new RunEvent.ClockRanOut(now, clock));
                    return true;
                }
            }
        }
        return false;
    }

    /** One message arrives; tells whether there was one. */
    boolean step() {
        List<Deque<Runnable>> open =
                channels.values().stream().filter(one -> !one.isEmpty()).toList();
        if (open.isEmpty()) {
            return false;
        }
        open.get(random.nextInt(open.size())).remove().run();
        return true;
    }

    private Node node(String run) {
        return Objects.requireNonNull(runs.get(run));
    }

    private void offer(String run, Map<String, @Nullable Object> event) {
        say("log " + event.get("id"), run, node -> new RunEvent.EventCame(now, event, false));
        if (random.nextInt(4) == 0) {
            say("log " + event.get("id"), run, node -> new RunEvent.EventCame(now, event, false));
        }
    }

    private void say(String from, String to, Message message) {
        int going = node(to).going;
        channels.computeIfAbsent(from + " > " + to, none -> new ArrayDeque<>()).add(() -> {
            boolean isOfAnotherRun = runs.containsKey(from) || from.startsWith("revived ");
            if (going != node(to).going && !isOfAnotherRun) {
                return;
            }
            RunEvent event = message.heard(node(to));
            if (event != null) {
                hear(to, event);
            }
        });
    }

    private void hear(String run, RunEvent event) {
        Node node = node(run);
        now = now.plusMillis(1);
        boolean wasOpen = !node.state.status().ended();
        carryOut(run, node.loop.on(node.state, event));
        if (random.nextInt(20) == 0) {
            // As where the run goes on in a new history.
            node.state = StateDocument.read(StateDocument.write(node.state));
        }
        if (wasOpen
                && node.state.status().ended()
                && node.loop.facts().request().parent() != null) {
            sayItsEnd(run);
        }
    }

    private void sayItsEnd(String run) {
        RunState end = node(run).state;
        ParentRun parent =
                Objects.requireNonNull(node(run).loop.facts().request().parent());
        // The parent of one that is undone is what undoes it.
        String path = end.status() == RunStatus.ROLLED_BACK ? parent.task() + ".compensate" : parent.task();
        ChildReport report = new ChildReport(run, path, end.status(), end.outputs(), end.error());
        say(run, parent.run(), above -> new RunEvent.ChildEnded(now, find(above, path), report, 0.5));
    }

    private static int find(Node node, String path) {
        return node.state.nodes(node.loop.plan()).find(path, node.state.tasks());
    }

    private void carryOut(String run, Step step) {
        node(run).state = step.state();
        step.effects().forEach(effect -> carryOut(run, effect));
    }

    private void carryOut(String run, Effect effect) {
        switch (effect) {
            case Effect.StartChild start -> {
                RunRequest request = start.request();
                RunLoop loop =
                        new RunLoop(Definitions.compile(request.definition()), new RunFacts(start.run(), request));
                RunState state = StateDocument.read(
                        Objects.requireNonNull(request.start()).state());
                runs.put(start.run(), new Node(loop, state));
                // Temporal says so before what it is told by the run itself.
                say(start.run(), run, above -> new RunEvent.ChildStarted(now, start.task(), start.run()));
                carryOut(start.run(), Resuming.step(loop, state, now));
                if (node(start.run()).state.status().ended()) {
                    sayItsEnd(start.run());
                }
            }
            case Effect.StartAttempt start -> {
                Failure failure = attempts.fail(start.path());
                say("attempt " + random.nextLong(), run, node -> {
                    boolean wentWell = failure == null && isAt(node, start);
                    if (wentWell) {
                        done.merge(start.path(), 1, Integer::sum);
                    }
                    return failure == null
                            ? new RunEvent.AttemptCompleted(now, start.task(), start.attempt(), start.path())
                            : new RunEvent.AttemptFailed(now, start.task(), start.attempt(), failure, null, 0.5);
                });
            }
            case Effect.StopAttempt stop ->
                say(
                        "attempt " + random.nextLong(),
                        run,
                        node -> new RunEvent.AttemptCancelled(
                                now,
                                stop.task(),
                                node.state.tasks().get(stop.task()).attempts()));
            case Effect.ReviveChild revive -> revive(run, revive);
            case Effect.UndoChild undo -> undo(run, undo);
            case Effect.AwaitChild await -> {
                if (node(await.run()).state.status().ended()) {
                    sayItsEnd(await.run());
                }
            }
            case Effect.StopChild stop -> {
                if (stop.run() != null) {
                    say(run, stop.run(), node -> new RunEvent.CancelAsked(now));
                }
            }
            case Effect.RefuseItems refuse -> say(run, refuse.run(), node -> new RunEvent.ItemsRefused(now));
            case Effect.TellTooMany tell -> tellAbove(run, tell.parent(), null);
            case Effect.TellFailures tell -> tellAbove(run, tell.parent(), tell.failed());
            case Effect.AwaitEvent await -> {
                node(run).waits.put(await.task(), await.awaited());
                say(
                        "desk",
                        run,
                        node -> new RunEvent.AwaitAnswered(
                                now, await.task(), await.awaited().id(), null));
                log.stream().filter(event -> fits(await.awaited(), event)).forEach(event -> offer(run, event));
            }
            case Effect.ForgetEvent forget -> node(run).waits.remove(forget.task());
            case Effect.ClaimEvent claim ->
                say(
                        run,
                        claim.run(),
                        node -> new RunEvent.EventClaimAsked(
                                now, find(node, claim.claim().task()), claim.claim()));
            case Effect.AnswerClaim answer ->
                say(
                        run,
                        answer.run(),
                        node -> new RunEvent.EventClaimAnswered(
                                now, find(node, answer.answer().waiter()), answer.answer()));
            case Effect.PassEvent pass ->
                say(run, pass.run(), node -> new RunEvent.EventCame(now, pass.event(), false));
            case Effect.StartClock start -> node(run).clocks.add(start.clock());
            case Effect.StopClock stop -> node(run).clocks.remove(stop.clock());
            default -> throw new IllegalArgumentException("Expected nothing of the kind, but found " + effect);
        }
    }

    private static boolean isAt(Node node, Effect.StartAttempt start) {
        TaskState task = node.state.tasks().get(start.task());
        return task.status() == TaskStatus.RUNNING && task.attempts() == start.attempt();
    }

    private void tellAbove(String run, ParentRun parent, @Nullable Integer failed) {
        ChildReport report = new ChildReport(run, parent.task(), RunStatus.RUNNING, failed, null);
        say(run, parent.run(), above -> new RunEvent.ChildEnded(now, find(above, parent.task()), report, 0.5));
    }

    private void revive(String run, Effect.ReviveChild revive) {
        String below = revive.run();
        say("revival " + random.nextLong(), run, node -> {
            boolean isOpen = !node(below).state.status().ended();
            SliceTerms terms = Objects.requireNonNull(revive.said().slice());
            if (isOpen && (revive.said().task() != null || terms.failed())) {
                revive(run, revive);
                return null;
            }
            RunEvent.ChildStarted started = new RunEvent.ChildStarted(now, revive.task(), below);
            if (!isOpen) {
                RunState next = revivedOrTheRest(below, revive.said());
                say("revived " + below, below, other -> {
                    goOn(below, next);
                    return null;
                });
            }
            return started;
        });
    }

    private RunState revivedOrTheRest(String run, Control said) {
        try {
            return revived(run, said);
        } catch (RefusedException e) {
            return revived(run, said.ofTheRest());
        }
    }

    private void undo(String run, Effect.UndoChild undo) {
        String below = undo.run();
        say("undoing " + random.nextLong(), run, node -> {
            Node other = node(below);
            try {
                RunState next =
                        Reopening.rolledBack(other.loop, other.state, new Control("undo", RunUndo.BY + run), now);
                say("revived " + below, below, same -> {
                    goOn(below, next);
                    return null;
                });
                return new RunEvent.ChildStarted(now, undo.task(), below);
            } catch (RefusedException e) {
                return new RunEvent.ChildEnded(
                        now,
                        undo.task(),
                        new ChildReport(below, undo.parent().task(), RunStatus.ROLLED_BACK, null, null),
                        0.5);
            }
        });
    }

    private static boolean fits(AwaitedEvent awaited, Map<String, @Nullable Object> event) {
        Map<?, ?> names = (Map<?, ?>) Objects.requireNonNull(MarkedValues.read(awaited.names()));
        return awaited.type().equals(event.get("type"))
                && EventFilters.pass(
                        awaited.filter() == null ? null : new Expression(awaited.filter()), names::get, event);
    }
}
