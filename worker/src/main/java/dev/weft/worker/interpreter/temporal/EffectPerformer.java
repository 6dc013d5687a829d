package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.state.ClockKey;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.ApprovalSignal;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.ItemPlace;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.workflow.Versions;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns effects into Temporal calls, and their outcomes into events. Workflow threads only. */
final class EffectPerformer {
    /** Name of the change by which a clock is forgotten that was replaced before its turn came. */
    private static final String REPLACED = "replaced clocks are forgotten";

    private final Launches launches;
    private final AttemptStarter attempts;
    private final ChildStarter children;
    private final LeaseClaims leases;
    private final RoomAsks rooms;
    private final EventRegistrations registrations;
    private final ResultFinder found;
    private final ResultTeller results;
    private final AgentSight sight;
    private final Map<ClockKey, Running> clocks = new LinkedHashMap<>();
    private final Stops stops = new Stops();
    private final Consumer<Supplier<@Nullable RunEvent>> inTurn;

    /** A clock that runs. */
    private record Running(CancellationScope scope, Stops.Begun begun) {}

    /**
     * @param events takes what has happened
     * @param inTurn takes what has happened, if it still has once its turn comes
     * @param wake is called where nothing has happened to the run, but {@link #isIdle} may be another while it is held
     */
    EffectPerformer(
            RunRequest request,
            Consumer<RunEvent> events,
            Consumer<Supplier<@Nullable RunEvent>> inTurn,
            Runnable wake) {
        this.launches = new Launches(events);
        this.attempts = new AttemptStarter(request, launches, stops, events);
        Runnable idle = () -> {
            if (launches.isHeld()) {
                wake.run();
            }
        };
        this.children = new ChildStarter(request, launches, events, idle);
        this.leases = new LeaseClaims(idle);
        this.rooms = new RoomAsks(request, stops, events);
        this.registrations = new EventRegistrations(launches, events);
        this.found = new ResultFinder(events, idle);
        this.results = new ResultTeller(request, idle);
        this.sight = new AgentSight(events, idle);
        this.inTurn = inTurn;
    }

    /** Starts no attempts nor child runs until it is released. */
    void hold() {
        launches.hold();
    }

    /** The run is paused, or is not. */
    void pause(boolean now) {
        launches.pause(now);
    }

    /** Starts what was held back, and what comes. */
    void release() {
        launches.release();
    }

    /** Whether nothing is under way that the run can't go on without in a new history: clocks and child runs are no such. */
    boolean isIdle() {
        return launches.isIdle()
                && attempts.isIdle()
                && children.isIdle()
                && leases.isIdle()
                && found.isIdle()
                && sight.isIdle()
                && results.isIdle();
    }

    /** Whether an attempt has been under way for longer than that. */
    boolean isAnyOlder(Duration than) {
        return attempts.isAnyOlder(than);
    }

    /** Whether the present workflow task goes on with attempts in this worker, and will be woken by them. */
    boolean goesOn() {
        return attempts.hasLocal();
    }

    /** Whether leases and the result cache know all that they were to be told: what they don't know is lost with the history. */
    boolean hasToldAll() {
        return leases.isIdle() && results.isIdle();
    }

    /** How the run stops what it has begun. */
    Stops stops() {
        return stops;
    }

    /** Does all that follows from a step. */
    void perform(List<Effect> effects) {
        stops.step();
        effects.forEach(this::perform);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.StartAttempt start -> attempts.start(start);
            case Effect.StopAttempt stop -> attempts.stop(stop.task());
            case Effect.FindDefinition find -> children.find(find);
            case Effect.StartChild start -> children.start(start);
            case Effect.UndoChild undo -> children.undo(undo);
            case Effect.ReviveChild revive -> children.revive(revive);
            case Effect.AwaitChild await -> children.await(await);
            case Effect.StopChild stop -> children.stop(stop);
            case Effect.PauseChild pause -> children.tell(pause.run(), "pause");
            case Effect.TellTooMany tell -> children.tell(tell.parent(), RunStatus.RUNNING, null, null);
            case Effect.TellFailures tell -> children.tell(tell.parent(), RunStatus.RUNNING, tell.failed(), null);
            case Effect.TellRollback tell -> children.tell(tell.parent(), RunStatus.ROLLING_BACK, null, tell.cause());
            case Effect.RefuseItems refuse -> children.tell(refuse.run(), "refuse_items");
            case Effect.ClaimEvent claim -> children.tell(claim.run(), "event_claim", claim.claim());
            case Effect.AnswerClaim answer -> children.tell(answer.run(), "event_claimed", answer.answer());
            case Effect.PassEvent pass -> children.tell(pass.run(), "event", pass.event());
            case Effect.ResumeChild resume -> children.tell(resume.run(), "resume");
            case Effect.ClaimLease claim -> claim(claim.claim());
            case Effect.GiveBackLease back -> giveBack(back);
            case Effect.AwaitEvent await -> registrations.await(await);
            case Effect.ForgetEvent forget -> registrations.forget(forget.task());
            case Effect.FindResult find -> found.find(find);
            case Effect.SeeAgents see -> sight.see(see);
            case Effect.PutResult put -> results.put(put);
            case Effect.DropResults drop -> results.drop(drop);
            case Effect.StartClock start -> startClock(start);
            case Effect.StopClock stop -> stopClock(stop.clock());
        }
    }

    private void claim(LeaseClaim claim) {
        if (RoomAsks.isFor(claim)) {
            rooms.ask(claim);
        } else {
            leases.claim(claim);
        }
    }

    private void giveBack(Effect.GiveBackLease back) {
        if (RoomAsks.isFor(back.claim())) {
            rooms.giveBack(back.claim());
        } else {
            leases.giveBack(back.claim(), back.wentWell());
        }
    }

    /** Lets the run that does an item look at a decision that came by signal. */
    void passDecision(ItemPlace place, Decision decision) {
        children.tell(
                place.run(),
                "approval",
                new ApprovalSignal(
                        place.path(),
                        decision.decision(),
                        decision.by(),
                        decision.comment(),
                        decision.level(),
                        decision.inputs()));
    }

    private void startClock(Effect.StartClock start) {
        ClockKey key = start.clock();
        stopClock(key);
        CancellationScope[] own = new CancellationScope[1];
        own[0] = Workflow.newDetachedCancellationScope(() -> Workflow.newTimer(
                        start.duration(),
                        TimerOptions.newBuilder()
                                .setSummary(summary(key, start.path()))
                                .build())
                .handle((done, cancelled) -> {
                    if (cancelled == null && isOf(key, own[0])) {
                        RunEvent out = new RunEvent.ClockRanOut(RunClock.now(), key);
                        inTurn.accept(() -> isOf(key, own[0]) || !Versions.has(REPLACED) ? out : null);
                    }
                    return null;
                }));
        clocks.put(key, new Running(own[0], stops.begun()));
        own[0].run();
    }

    /** A clock that was stopped or replaced meanwhile, be it while it waited for its turn, says nothing. */
    private boolean isOf(ClockKey key, CancellationScope own) {
        Running running = clocks.get(key);
        return running != null && running.scope() == own;
    }

    private void stopClock(ClockKey key) {
        Running running = clocks.remove(key);
        if (running != null) {
            stops.stop(running.begun(), () -> running.scope().cancel("stopped"));
        }
    }

    private static String summary(ClockKey key, String path) {
        return switch (key.kind()) {
            case RUN -> "timeout of the run";
            case DEADLINE -> path + ": deadline";
            case SLA -> path + ": sla";
            case ATTEMPT -> path + ": timeout of the attempt";
            case RETRY -> path + ": delay before the next attempt";
            case TURN -> path + ": delay before the next turn";
            case WAIT, UNTIL -> path + ": wait";
            case GATE -> path + ": timeout of the approval";
            case EVENT -> path + ": timeout of the wait";
            case REMINDER -> path + ": next reminder";
        };
    }
}
