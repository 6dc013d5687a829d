package dev.weft.worker.interpreter.state;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.task.Cached;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another state of a run under construction, from one that there is; what isn't set stays. Not thread safe. */
final class RunStateEdit {
    List<TaskState> tasks;
    List<Frame> frames;
    List<Integer> ready;
    List<Integer> queued;

    @Nullable Integer maxConcurrent;

    boolean paused;
    RunState.@Nullable Ending ending;

    @Nullable Instant deadline;

    @Nullable Rollback rollback;

    boolean failureStands;
    int ends;
    int generation;

    @Nullable Instant startedAt;

    @Nullable Instant endedAt;

    RunStatus status;

    @Nullable Object outputs;

    @Nullable Failure error;

    Map<String, Kept> kept;
    List<String> ignored;
    List<String> nonces;
    List<Lease> leases;

    @Nullable Cached cached;

    int told;

    @Nullable Map<String, @Nullable Object> around;

    List<Fact> untold;

    @Nullable Asking asking;

    @Nullable Again again;

    RunStateEdit(RunState state) {
        tasks = state.tasks();
        frames = state.frames();
        ready = state.ready();
        queued = state.queued();
        maxConcurrent = state.maxConcurrent();
        paused = state.paused();
        ending = state.ending();
        deadline = state.deadline();
        rollback = state.rollback();
        failureStands = state.failureStands();
        ends = state.ends();
        generation = state.generation();
        startedAt = state.startedAt();
        endedAt = state.endedAt();
        status = state.status();
        outputs = state.outputs();
        error = state.error();
        kept = state.kept();
        ignored = state.ignored();
        nonces = state.nonces();
        leases = state.leases();
        cached = state.cached();
        told = state.told();
        around = state.around();
        untold = state.untold();
        asking = state.asking();
        again = state.again();
    }

    RunState build() {
        return new RunState(
                tasks,
                frames,
                ready,
                queued,
                maxConcurrent,
                paused,
                ending,
                deadline,
                rollback,
                failureStands,
                ends,
                generation,
                startedAt,
                endedAt,
                status,
                outputs,
                error,
                kept,
                ignored,
                nonces,
                leases,
                cached,
                told,
                around,
                untold,
                asking,
                again);
    }
}
