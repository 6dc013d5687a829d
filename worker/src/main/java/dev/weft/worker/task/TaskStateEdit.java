package dev.weft.worker.task;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A change of a task's state under construction; its status changes only by {@link TaskTransitions}. Not thread safe. */
public final class TaskStateEdit {
    private TaskStatus status;
    private Standing standing;
    private @Nullable String reason;
    private int openNeeds;
    private int attempts;
    private int execution;
    private int order;
    private boolean held;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable Object output;
    private @Nullable Failure error;
    private @Nullable String agent;
    private @Nullable Child child;
    private @Nullable Call call;
    private @Nullable Gate gate;
    private @Nullable EventWait event;
    private @Nullable BlockCall block;
    private @Nullable Loop loop;
    private @Nullable Inside inside;
    private @Nullable Clock clock;
    private @Nullable Instant deadline;
    private @Nullable Sla sla;
    private TaskState.@Nullable Stop stopping;
    private List<Lease> leases;
    private boolean claimsInSlot;
    private @Nullable Choice choice;
    private @Nullable String keptOf;
    private @Nullable Cached cached;

    TaskStateEdit(TaskState state) {
        status = state.status();
        standing = state.standing();
        reason = state.reason();
        openNeeds = state.openNeeds();
        attempts = state.attempts();
        execution = state.execution();
        order = state.order();
        held = state.held();
        startedAt = state.startedAt();
        endedAt = state.endedAt();
        output = state.output();
        error = state.error();
        agent = state.agent();
        child = state.child();
        call = state.call();
        gate = state.gate();
        event = state.event();
        block = state.block();
        loop = state.loop();
        inside = state.inside();
        clock = state.clock();
        deadline = state.deadline();
        sla = state.sla();
        stopping = state.stopping();
        leases = state.leases();
        claimsInSlot = state.claimsInSlot();
        choice = state.choice();
        keptOf = state.keptOf();
        cached = state.cached();
    }

    /** Moves along the table; what was so of the status before is gone. */
    @CanIgnoreReturnValue
    public TaskStateEdit by(TaskTrigger trigger) {
        status = TaskTransitions.next(status, trigger);
        reason = null;
        held = false;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit standing(Standing value) {
        standing = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit reason(@Nullable String value) {
        reason = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit needEnded() {
        openNeeds--;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit openNeeds(int value) {
        openNeeds = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit attempts(int value) {
        attempts = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit execution(int value) {
        execution = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit order(int value) {
        order = value;
        return this;
    }

    /** Takes its end back. */
    @CanIgnoreReturnValue
    public TaskStateEdit reopened() {
        endedAt = null;
        standing = Standing.OPEN;
        return this;
    }

    /** It waits for a person, who may take their time: nobody else is to wait for that. */
    @CanIgnoreReturnValue
    public TaskStateEdit held() {
        held = true;
        leases = List.of();
        cached = null;
        return this;
    }

    /** Sets the start, where it has not started yet. */
    @CanIgnoreReturnValue
    public TaskStateEdit startedAt(Instant value) {
        startedAt = startedAt == null ? value : startedAt;
        return this;
    }

    /** Ends it: what only a task under way needs is let go. */
    @CanIgnoreReturnValue
    public TaskStateEdit endedAt(Instant value) {
        endedAt = value;
        call = null;
        block = null;
        inside = null;
        clock = null;
        deadline = null;
        sla = sla != null && sla.missed() ? sla : null;
        stopping = null;
        leases = List.of();
        claimsInSlot = false;
        cached = cached == null ? null : cached.past();
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit output(@Nullable Object value) {
        output = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit error(@Nullable Failure value) {
        error = value;
        return this;
    }

    /** Sets what its attempts call, and so its agent, which is left alone where they call nothing any more. */
    @CanIgnoreReturnValue
    public TaskStateEdit call(@Nullable Call value) {
        call = value;
        leases = value == null ? others(WeftLease.Kind.AGENT, WeftLease.Kind.ROOM) : leases;
        agent = value == null || value.agent() == null ? agent : value.agent().name();
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit child(@Nullable Child value) {
        child = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit agent(@Nullable String value) {
        agent = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit gate(@Nullable Gate value) {
        gate = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit event(@Nullable EventWait value) {
        event = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit block(@Nullable BlockCall value) {
        block = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit loop(@Nullable Loop value) {
        loop = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit inside(@Nullable Inside value) {
        inside = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit clock(@Nullable Clock value) {
        clock = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit deadline(@Nullable Instant value) {
        deadline = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit sla(@Nullable Sla value) {
        sla = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit stopping(TaskState.@Nullable Stop value) {
        stopping = value;
        return this;
    }

    /** Adds a lease, or sets how one stands. */
    @CanIgnoreReturnValue
    public TaskStateEdit lease(Lease value) {
        leases = Stream.concat(others(value.kind()).stream(), Stream.of(value)).toList();
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit choice(@Nullable Choice value) {
        choice = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit keptOf(@Nullable String value) {
        keptOf = value;
        return this;
    }

    @CanIgnoreReturnValue
    public TaskStateEdit cached(@Nullable Cached value) {
        cached = value;
        return this;
    }

    /** Lets the agent go, and the room on a worker: its attempt is over. */
    @CanIgnoreReturnValue
    public TaskStateEdit leavingAgent() {
        leases = others(WeftLease.Kind.AGENT, WeftLease.Kind.ROOM);
        return this;
    }

    /** Lets a lease go. */
    @CanIgnoreReturnValue
    public TaskStateEdit without(WeftLease.Kind kind) {
        leases = others(kind);
        return this;
    }

    /** Lets the agent go until it has a slot. */
    @CanIgnoreReturnValue
    public TaskStateEdit leavingAgentUntilItHasASlot() {
        claimsInSlot = true;
        return leavingAgent();
    }

    /** Lets all leases go but the one of its {@code concurrency} that it holds. */
    @CanIgnoreReturnValue
    public TaskStateEdit keepingItsPlace() {
        leases = leases.stream().filter(Lease::isPlace).toList();
        return this;
    }

    private List<Lease> others(WeftLease.Kind... kinds) {
        List<WeftLease.Kind> left = List.of(kinds);
        return leases.stream().filter(lease -> !left.contains(lease.kind())).toList();
    }

    /** The state as changed. */
    public TaskState done() {
        return new TaskState(
                status,
                standing,
                reason,
                openNeeds,
                attempts,
                execution,
                order,
                held,
                startedAt,
                endedAt,
                output,
                error,
                agent,
                child,
                call,
                gate,
                event,
                block,
                loop,
                inside,
                clock,
                deadline,
                sla,
                stopping,
                leases,
                claimsInSlot,
                choice,
                keptOf,
                cached);
    }
}
