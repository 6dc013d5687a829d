package dev.weft.api.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.error.ApiException;
import dev.weft.worker.protocol.Checkpoint;
import dev.weft.worker.protocol.GatePage;
import dev.weft.worker.protocol.ItemPlace;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.large.Sendable;
import io.temporal.api.common.v1.Payloads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads runs. */
public final class RunReader {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final TemporalRim rim;
    private final TerminatedRuns terminated;
    private final Summaries summaries;
    private final LastFailure failures;
    private final KnownStates states = new KnownStates();
    private final RunQueries queries;

    RunReader(TemporalRim rim, TerminatedRuns terminated) {
        this.rim = rim;
        this.terminated = terminated;
        this.summaries = new Summaries(rim);
        this.failures = new LastFailure(rim);
        this.queries = new RunQueries(rim);
    }

    /** What Temporal knows of a run; empty where there is none of this id. */
    public Optional<RunSummary> describe(String run) {
        if (!RunIds.isValid(run)) {
            return Optional.empty();
        }
        return rim.described(run)
                .filter(found ->
                        found.getWorkflowExecutionInfo().getType().getName().equals(WeftRun.TYPE))
                .map(found -> summaries.read(
                        found.getWorkflowExecutionInfo(),
                        found.getPendingWorkflowTask().getAttempt()))
                .map(found ->
                        found.isTriedAgain() && failures.isTimeout(run, found.execution()) ? found.slow() : found);
    }

    /** The run's own view of itself; empty where it isn't known and no worker answers in time, or none can any more. */
    public Optional<RunView> state(RunSummary run) {
        return state(run, TemporalRim.SHORT);
    }

    /** As {@link #state}, for who is about to change something: of a run to which much comes an answer takes longer. */
    public Optional<RunView> stateForChange(RunSummary run) {
        return state(run, TemporalRim.LONG);
    }

    private Optional<RunView> state(RunSummary run, Duration patience) {
        RunView known = states.of(run);
        if (known != null) {
            return Optional.of(known);
        }
        if (run.status() == RunStatus.TERMINATED) {
            return ask(run, "state", RunView.class);
        }
        @Nullable Payloads answer = queries.ask(run.run(), "state", null, patience);
        @Nullable RunView view = rim.value(answer, RunView.class);
        if (answer != null && view != null) {
            states.keep(run, view, answer.getSerializedSize());
        }
        return Optional.ofNullable(view);
    }

    /** The output of a task; empty where no worker answers, else a list of one, which may be null. */
    public Optional<Output> output(RunSummary run, String path) {
        return value(run, "output", path);
    }

    /** What a task's attempts are given, with a word in each secret's place; empty where no worker answers. */
    public Optional<Output> input(RunSummary run, String path) {
        return value(run, "input", path);
    }

    private Optional<Output> value(RunSummary run, String query, String path) {
        if (run.status() == RunStatus.TERMINATED) {
            return terminated
                    .look(run, query, path, JsonNode.class)
                    .map(value -> new Output(Sendable.read(rim.value(rim.payloads(value), Object.class))));
        }
        @Nullable Payloads answer = queries.ask(run.run(), query, path, TemporalRim.SHORT);
        return answer == null
                ? Optional.empty()
                : Optional.of(new Output(Sendable.read(rim.value(answer, Object.class))));
    }

    /** The points that a run can go back to, oldest first; empty where no worker answers. */
    public Optional<List<Checkpoint>> checkpoints(RunSummary run) {
        return ask(run, "checkpoints", Checkpoint[].class).map(List::of);
    }

    /** How many changes a run has told; empty where no worker answers. */
    Optional<Integer> told(RunSummary run) {
        return ask(run, "told", Integer.class);
    }

    /** A task, item or turn; empty where there is none, or no worker answers. */
    public Optional<RunView.TaskView> task(RunSummary run, String path) {
        return ask(run, "task", path, RunView.TaskView.class);
    }

    /**
     * Gates that have been asked; empty where no worker answers.
     *
     * @param from 0, or where the page before says that the next begins
     */
    public Optional<GatePage> gates(RunSummary run, int from) {
        return ask(run, "gates", from, GatePage.class);
    }

    /**
     * Where an item is that another run does; empty where a path means none.
     *
     * @param forChange whether an answer may take longer, as in {@link #stateForChange}
     * @throws ApiException 503 where no worker answers
     */
    public Optional<ItemPlace> place(RunSummary run, String path, boolean forChange) {
        if (run.status() == RunStatus.TERMINATED) {
            return terminated.look(run, "place", path, ItemPlace.class);
        }
        @Nullable Payloads answer = queries.ask(run.run(), "place", path, forChange ? TemporalRim.LONG : TemporalRim.SHORT);
        if (answer == null) {
            throw ApiException.unavailable(
                    "no_worker",
                    "Expected a worker to say which run does this item, but none answers.",
                    RETRY_AFTER_SECONDS);
        }
        return Optional.ofNullable(rim.value(answer, ItemPlace.class));
    }

    private <T> Optional<T> ask(RunSummary run, String query, Class<T> type) {
        return ask(run, query, null, type);
    }

    private <T> Optional<T> ask(RunSummary run, String query, @Nullable Object argument, Class<T> type) {
        return run.status() == RunStatus.TERMINATED
                ? terminated.look(run, query, argument, type)
                : Optional.ofNullable(rim.value(queries.ask(run.run(), query, argument, TemporalRim.SHORT), type));
    }

    /**
     * A task's output, or what its attempts are given.
     *
     * @param value JSON-like; what is large is a handle
     */
    public record Output(@Nullable Object value) {}
}
