package dev.weft.worker.interpreter;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.expression.Expression;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.restart.Resuming;
import dev.weft.worker.interpreter.state.ClockKey;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RunRequest;
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

        private Node(RunLoop loop, RunState state) {
            this.loop = loop;
            this.state = state;
        }
    }

    /** Makes an event of what was said, from the state of who hears it; {@code null} for none. */
    private interface Message {
        @Nullable RunEvent heard(Node node);
    }

    private final Random random;
    private final String top;
    private final Map<String, Node> runs = new LinkedHashMap<>();
    private final Map<String, Deque<Runnable>> channels = new LinkedHashMap<>();
    final List<Map<String, @Nullable Object>> log = new ArrayList<>();
    private Instant now = SimulatedWorld.START;

    SlicedWorld(RunLoop loop, Random random) {
        this.random = random;
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
        channels.computeIfAbsent(from + " > " + to, none -> new ArrayDeque<>()).add(() -> {
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
        ParentRun parent = node.loop.facts().request().parent();
        if (wasOpen && node.state.status().ended() && parent != null) {
            ChildReport report =
                    new ChildReport(run, parent.task(), node.state.status(), node.state.outputs(), node.state.error());
            say(run, parent.run(), above -> new RunEvent.ChildEnded(now, find(above, parent.task()), report, 0.5));
        }
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
                say("temporal", run, above -> new RunEvent.ChildStarted(now, start.task(), start.run()));
                carryOut(start.run(), Resuming.step(loop, state, now));
            }
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

    private static boolean fits(AwaitedEvent awaited, Map<String, @Nullable Object> event) {
        Map<?, ?> names = (Map<?, ?>) Objects.requireNonNull(MarkedValues.read(awaited.names()));
        return awaited.type().equals(event.get("type"))
                && EventFilters.pass(
                        awaited.filter() == null ? null : new Expression(awaited.filter()), names::get, event);
    }
}
