package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.plan.Plan;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.restart.Reopening;
import dev.weft.worker.interpreter.restart.Resuming;
import dev.weft.worker.interpreter.restart.Reviving;
import dev.weft.worker.interpreter.state.ClockKey;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.DefinitionClaim;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.agent.SeenAgent;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactType;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything outside of a run, simulated: attempts that take their time, clocks, people. Time is virtual. */
public final class SimulatedWorld {
    private static final int PLENTY = 120;

    /** How long the store of large values can't be used. */
    private static final Duration STORE_AWAY = Duration.ofMillis(100);

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** What one attempt does. */
    public record Behaviour(
            Duration takes,
            @Nullable Object output,
            @Nullable Failure failure,
            @Nullable Duration retryAfter) {
        static final Behaviour DONE = new Behaviour(Duration.ofSeconds(1), null, null, null);
    }

    /** Says what an attempt of a task does; both counts begin at 1. */
    interface Behaviours {
        Behaviour of(String path, int execution, int attempt);
    }

    /** What people say once a level of a gate, from 0, is asked: how long after, and what. */
    interface People {
        Map<Duration, Intervention> asked(String path, int level);
    }

    /** Makes an event of a person or program at a time, from the state as it is then. */
    interface Intervention {
        RunEvent at(RunState state, Instant now);
    }

    /** An attempt that went well, with what it was given. */
    record Done(Instant at, String path, @Nullable Object output, Map<String, @Nullable Object> given) {}
    /** What those outside were told, how long after the start, and whether the run was paused. */
    record Published(Duration after, boolean paused, Fact what) {}

    record Due(Instant at, long order, Intervention event) {}

    final List<String> started = new ArrayList<>();
    /** A lease without which nothing may be done; {@code null} for none. */
    @Nullable String needed;
    /** What was done all the same. */
    final List<String> doneWithout = new ArrayList<>();
    /** What each attempt was given, as JSON, where it was given anything. */
    final List<String> given = new ArrayList<>();

    final List<Done> done = new ArrayList<>();
    final Map<String, List<String>> keys = new LinkedHashMap<>();
    final List<RunState> states = new ArrayList<>();
    final List<Published> published = new ArrayList<>();
    final List<Effect.StartChild> children = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final SimulatedResults results = new SimulatedResults();
    /** How agents are, for those who ask. */
    final List<SeenAgent> seen = new ArrayList<>();
    /** Which agent was called by each task, in the order of their first attempts. */
    final Map<String, String> called = new LinkedHashMap<>();

    int mostRunning;
    int moves;

    final RunLoop loop;
    final Behaviours behaviours;
    private final Function<DefinitionClaim, @Nullable ChildDefinition> definitions;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final Set<Due> ofOthers = new HashSet<>();
    private final Map<ClockKey, Due> clocks = new HashMap<>();
    private final Map<Integer, Due> attempts = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private @Nullable People people;
    private long order;
    private Instant now = START;
    private RunState state;
    private final SimulatedChildren below = new SimulatedChildren(this);
    private BooleanSupplier moving = () -> false;
    private @Nullable SimulatedLarge large;
    private boolean held;
    private boolean storeIsWatched;
    private int answers;
    private int generation = 1;
    private int soon;
    final SimulatedLeases leases;
    final SimulatedEvents events = new SimulatedEvents(this);
    private final Map<Integer, Runnable> heldBack = new LinkedHashMap<>();
    private final Standings standings;

    /** One in which no run starts another. */
    SimulatedWorld(RunLoop loop, Behaviours behaviours) {
        this(loop, behaviours, claim -> null);
    }

    SimulatedWorld(
            RunLoop loop, Behaviours behaviours, Function<DefinitionClaim, @Nullable ChildDefinition> definitions) {
        this.loop = loop;
        this.behaviours = behaviours;
        this.definitions = definitions;
        this.state = RunState.initial(loop.plan());
        this.standings = new Standings(loop);
        events.plenty("plenty", PLENTY);
        this.leases = new SimulatedLeases(
                loop.facts().run(),
                answer -> due(Duration.ZERO, (s, at) -> new RunEvent.LeaseAnswered(at, answer)),
                (when, wake) -> queue.add(new Due(when, order++, (s, at) -> {
                    wake.accept(at);
                    return nothing(at);
                })));
    }

    /** Another run claims a lease, and gives it back at a time. */
    void other(LeaseClaim claim, Duration from, Duration until) {
        long first = order;
        if (from.isZero()) {
            leases.claim(claim, START);
        } else {
            at(from, (s, at) -> {
                leases.claim(claim, at);
                return nothing(at);
            });
        }
        at(until, (s, at) -> {
            leases.giveBack(claim, null, at);
            return nothing(at);
        });
        queue.stream().filter(due -> due.order() >= first).forEach(ofOthers::add);
    }

    private static RunEvent nothing(Instant at) {
        return new RunEvent.AttemptCancelled(at, 0, -1);
    }

    void at(Duration after, Intervention intervention) {
        queue.add(new Due(START.plus(after), order++, intervention));
    }

    void people(People those) {
        people = those;
    }

    /** What was told of one type. */
    List<Published> published(FactType type) {
        return published.stream().filter(one -> one.what().type() == type).toList();
    }

    /** Clocks that have neither run out nor been stopped. */
    Set<ClockKey> clocks() {
        return clocks.keySet();
    }

    /**
     * Lets the run go on elsewhere from its written state now and then: whenever asked says so, nothing starts any more,
     * and once nothing is under way, all that is known of the run is its document.
     */
    void moveWhen(BooleanSupplier asked) {
        moving = asked;
    }

    /** Runs from a state that has not begun. */
    RunState runFrom(RunState start) {
        state = start;
        return run();
    }

    /** Runs until nothing more happens. */
    RunState run() {
        states.add(state);
        take(new RunEvent.Started(now));
        goOn(Instant.MAX);
        return state;
    }

    /** Runs for a while. */
    void runUntil(Duration after) {
        states.add(state);
        take(new RunEvent.Started(now));
        goOn(now.plus(after));
    }

    /**
     * Has a run go back that has ended, or that is ended by force with this: of what was under way only child runs are left,
     * and what those outside want to say is said no more.
     */
    void goBack(Control wish, Duration until) {
        goOnFrom(Reopening.rolledBack(loop, state, wish, now), until);
    }

    /** As the other, where a person says what becomes of one of its tasks. */
    void goAgain(Control wish, Duration until) {
        Steering how = Steering.of(wish.command()).orElseThrow();
        RunState next = Reviving.steered(loop, state, how, wish, now);
        below.forget();
        goOnFrom(next, until);
    }

    private void goOnFrom(RunState reopened, Duration until) {
        Set<Due> children = new HashSet<>();
        below.tasks().forEach(task -> children.add(attempts.get(task)));
        asked.clear();
        events.clear();
        attempts.keySet().retainAll(below.tasks());
        children.addAll(ofOthers);
        queue.retainAll(children);
        leases.gone(now);
        soon = 0;
        held = false;
        if (reopened.startedAt() == null) {
            heldBack.clear();
            below.leave();
            clocks.clear();
            state = StateDocument.read(StateDocument.write(reopened));
            assertThat(state).isEqualTo(reopened);
            generation = state.generation();
            take(new RunEvent.Started(now));
        } else {
            moveTo(reopened);
        }
        if (people != null) {
            ask(people);
        }
        goOn(now.plus(until));
    }

    RunState state() {
        return state;
    }

    /** Goes on for a while. */
    void goOn(Duration more) {
        goOn(now.plus(more));
    }

    /** What is told from outside, now. */
    void tell(RunEvent event) {
        take(event);
    }

    /** The run is ended by force: nothing of it goes on. */
    void end() {
        queue.retainAll(ofOthers);
        attempts.clear();
        leases.gone(now);
    }

    private void goOn(Instant end) {
        while (!queue.isEmpty() && !queue.element().at().isAfter(end)) {
            Due due = queue.remove();
            now = due.at();
            take(due.event().at(state, now));
        }
    }

    /** Attempts that have not ended. */
    int underWay() {
        return attempts.size();
    }

    Plan plan() {
        return loop.plan();
    }

    /** How many idempotency keys the attempts had. */
    int distinctKeys() {
        return (int) keys.values().stream().flatMap(List::stream).distinct().count();
    }

    /** What a task, or the {@code run}, was about, one after the other. */
    List<String> history(String path) {
        List<String> history = new ArrayList<>();
        for (RunState one : states.subList(1, states.size())) {
            String status = path.equals("run")
                    ? one.status().name()
                    : one.tasks()
                            .get(loop.plan().task(path).orElseThrow().index())
                            .status()
                            .name();
            if (history.isEmpty() || !history.getLast().equals(status)) {
                history.add(status);
            }
        }
        return history;
    }

    private int execution(String path, String key) {
        List<String> ofPath = keys.computeIfAbsent(path, any -> new ArrayList<>());
        if (!ofPath.contains(key)) {
            ofPath.add(key);
        }
        return ofPath.indexOf(key) + 1;
    }

    Duration elapsed() {
        return Duration.between(START, state.endedAt() == null ? now : state.endedAt());
    }

    /** Lets values be kept elsewhere. */
    void keepElsewhere(SimulatedLarge those) {
        large = those;
        results.seenBy(this::whole);
    }

    /** A value with all that is kept elsewhere in its place. */
    @Nullable Object whole(@Nullable Object value) {
        return large == null ? value : large.whole(value);
    }

    /** What an attempt, or a run, gave, as the run is told of it. */
    @Nullable Object told(@Nullable Object output) {
        return large == null ? output : large.told(output);
    }

    @SuppressWarnings("unchecked") // what was a map stays one
    private Map<String, @Nullable Object> given(Map<String, @Nullable Object> parameters) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(whole(parameters));
    }

    private Step step(Function<Elsewhere, Step> step) {
        return large == null ? step.apply(Elsewhere.nobody()) : large.step(step);
    }

    private void take(RunEvent event) {
        Step step = large == null || event instanceof RunEvent.Started
                ? step(elsewhere -> loop.on(state, event, elsewhere))
                : large.stepUnlessAway(elsewhere -> loop.on(state, event, elsewhere));
        if (step == null) {
            due(STORE_AWAY, (s, at) -> event);
            return;
        }
        state = step.state();
        states.add(state);
        standings.check(state);
        tell(step);
        if (state.asking() != null && !storeIsWatched) {
            storeIsWatched = true;
            due(STORE_AWAY, (s, at) -> {
                storeIsWatched = false;
                return new RunEvent.StoreCame(at);
            });
        }
        // Each going of a run is of a history of its own.
        held |= moving.getAsBoolean() || step.state().generation() != generation;
        generation = step.state().generation();
        step.effects().forEach(this::perform);
        if (held && soon == 0 && below.tasks().containsAll(attempts.keySet())) {
            move();
        }
        if (event instanceof RunEvent.AwaitAnswered && answers++ % 10 == 0) {
            events.check(state, now);
        }
        mostRunning = Math.max(mostRunning, attempts.size());
        if (people != null) {
            ask(people);
        }
    }

    private void ask(People those) {
        Nodes nodes = state.nodes(loop.plan());
        for (int node : nodes.all(state.tasks())) {
            TaskState task = state.tasks().get(node);
            Gate gate = task.gate();
            if (task.isAsked() && gate != null && asked.add(node + " " + task.startedAt() + " " + gate.level())) {
                those.asked(nodes.path(node), gate.level())
                        .forEach((after, said) -> due(after, toThat(node, task, said)));
            }
        }
    }

    private void move() {
        held = false;
        moves++;
        clocks.values().forEach(queue::remove);
        RunState before = state;
        moveTo(before);
        // What waits for the store of large values is looked at anew.
        if (before.asking() == null) {
            assertThat(state).isEqualTo(before);
        }
    }

    private void moveTo(RunState there) {
        heldBack.clear();
        below.leave();
        clocks.clear();
        RunState written = StateDocument.read(StateDocument.write(there));
        assertThat(written).isEqualTo(there);
        Step step = step(elsewhere -> Resuming.step(loop, written, now, elsewhere));
        state = step.state();
        states.add(state);
        tell(step);
        step.effects().forEach(this::perform);
    }

    private void tell(Step step) {
        step.facts().forEach(fact -> published.add(new Published(Duration.between(START, now), state.paused(), fact)));
    }

    /** What people say to a question is nothing to one that is asked anew, after a rollback or in another attempt. */
    private static Intervention toThat(int node, TaskState asked, Intervention said) {
        return (now, at) ->
                Objects.equals(asked.startedAt(), now.tasks().get(node).startedAt())
                        ? said.at(now, at)
                        : new RunEvent.DecisionIgnored(at, "it is asked anew");
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.StartAttempt start ->
                launch(start.task(), () -> {
                    Failure refused =
                            large == null ? null : large.refused(start.call().parameters());
                    if (refused != null) {
                        attempts.put(start.task(), due(Duration.ZERO, (s, at) -> {
                            attempts.remove(start.task());
                            return new RunEvent.AttemptFailed(at, start.task(), start.attempt(), refused, null, 0.5);
                        }));
                        return;
                    }
                    started.add(start.path());
                    if (start.call().agent() != null) {
                        called.put(start.path(), start.call().agent().name());
                    }
                    Behaviour behaviour =
                            behaviours.of(start.path(), execution(start.path(), start.key()), start.attempt());
                    if (!start.call().parameters().isEmpty()) {
                        given.add(RunCase.json(given(start.call().parameters())));
                    }
                    attempts.put(start.task(), due(behaviour.takes().plus(untilItsTurn(start)), (s, at) -> {
                        attempts.remove(start.task());
                        if (needed != null && !leases.isHeld(needed)) {
                            doneWithout.add(start.path());
                        }
                        if (behaviour.failure() == null) {
                            done.add(new Done(
                                    at,
                                    start.path(),
                                    behaviour.output(),
                                    given(start.call().parameters())));
                        }
                        return behaviour.failure() == null
                                ? new RunEvent.AttemptCompleted(
                                        at, start.task(), start.attempt(), told(behaviour.output()))
                                : new RunEvent.AttemptFailed(
                                        at,
                                        start.task(),
                                        start.attempt(),
                                        behaviour.failure(),
                                        behaviour.retryAfter(),
                                        0.5);
                    }));
                });
            case Effect.FindDefinition find -> soon((s, at) -> found(find, at));
            case Effect.StartChild start -> launch(start.task(), () -> below.start(start));
            case Effect.UndoChild undo -> below.undo(undo);
            case Effect.ReviveChild revive -> told.add("revive " + workflow(revive.run()));
            case Effect.AwaitChild await -> below.await(await);
            case Effect.StopChild stop -> {
                String path = state.nodes(loop.plan()).path(stop.task());
                String run = stop.run();
                if (heldBack.remove(stop.task()) != null) {
                    withdrawn(stop.task());
                } else if (run != null && queue.remove(attempts.remove(stop.task()))) {
                    below.stopped(stop.task(), run, path);
                }
            }
            case Effect.PauseChild pause -> told.add("pause " + workflow(pause.run()));
            case Effect.TellTooMany tell -> told.add("too many " + tell.parent().task());
            case Effect.TellFailures tell -> told.add("failed " + tell.parent().task() + " " + tell.failed());
            case Effect.TellRollback tell ->
                told.add("rollback " + tell.parent().task());
            case Effect.ClaimEvent claim -> told.add("claim " + claim.claim().by());
            case Effect.AnswerClaim answer ->
                told.add("claimed " + answer.answer().waiter());
            case Effect.PassEvent pass -> told.add("pass " + workflow(pass.run()));
            case Effect.RefuseItems refuse -> told.add("refuse " + workflow(refuse.run()));
            case Effect.ResumeChild resume -> told.add("resume " + workflow(resume.run()));
            case Effect.StopAttempt stop -> {
                queue.remove(attempts.remove(stop.task()));
                heldBack.remove(stop.task());
                withdrawn(stop.task());
            }
            case Effect.AwaitEvent await -> events.await(await);
            case Effect.ForgetEvent forget -> events.forget(forget.task());
            case Effect.ClaimLease claim -> leases.claim(claim.claim(), now);
            case Effect.GiveBackLease back -> leases.giveBack(back.claim(), back.wentWell(), now);
            case Effect.FindResult find -> soon((s, at) -> results.find(find, at));
            case Effect.SeeAgents see ->
                soon((s, at) -> new RunEvent.AgentsSeen(at, see.task(), see.capability(), List.copyOf(seen)));
            case Effect.PutResult put -> results.put(put);
            case Effect.DropResults drop -> results.drop(loop.facts().run(), drop);
            case Effect.StartClock start ->
                clocks.put(start.clock(), due(start.duration(), (s, at) -> {
                    clocks.remove(start.clock());
                    return new RunEvent.ClockRanOut(at, start.clock());
                }));
            case Effect.StopClock stop -> queue.remove(clocks.remove(stop.clock()));
        }
    }

    private Duration untilItsTurn(Effect.StartAttempt start) {
        return start.turn() == null ? Duration.ZERO : start.turn().waitFrom(now);
    }

    /** What is held back is not started here: the state asks for it again elsewhere. */
    private void launch(int task, Runnable start) {
        if (held) {
            heldBack.put(task, start);
        } else {
            start.run();
        }
    }

    private void withdrawn(int task) {
        int attempt = state.tasks().get(task).attempts();
        soon((s, at) -> new RunEvent.AttemptCancelled(at, task, attempt));
    }

    /** What must be known before the run goes on elsewhere. */
    void soon(Intervention event) {
        soon++;
        due(Duration.ZERO, (s, at) -> {
            soon--;
            return event.at(s, at);
        });
    }

    private RunEvent found(Effect.FindDefinition find, Instant at) {
        ChildDefinition found = definitions.apply(find.claim());
        return found == null
                ? new RunEvent.AttemptFailed(
                        at,
                        find.task(),
                        find.attempt(),
                        Failure.permanent("unknown_workflow", "There is no " + find.claim()),
                        null,
                        0.5)
                : new RunEvent.DefinitionFound(at, find.task(), find.attempt(), found);
    }

    private static String workflow(String run) {
        return run.substring(0, run.lastIndexOf('-'));
    }

    /** What a task has under way ends after a while. */
    void begin(int task, Duration takes, Intervention end) {
        attempts.put(task, due(takes, (state, at) -> {
            attempts.remove(task);
            return end.at(state, at);
        }));
    }

    Due due(Duration after, Intervention event) {
        Due due = new Due(now.plus(after), order++, event);
        queue.add(due);
        return due;
    }
}
