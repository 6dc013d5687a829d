package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.view.CurrentDetails;
import dev.weft.worker.interpreter.view.RunViews;
import dev.weft.worker.interpreter.view.Standing;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.SearchAttributes;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Temporal's visibility and Web UI are told of a run: search attributes when one of them changes (progress by
 * quarters, so that a run costs a bounded number of events), and the table of its tasks, which costs none.
 */
final class Visibility {
    /** States of tasks with which a run takes long to follow, for a worker that doesn't know it. */
    private static final int LARGE = 2_000;

    /** Temporal's own. */
    private static final Duration TASK_TIMEOUT = Duration.ofSeconds(10);

    /** Some four times what the largest takes in a process that has just been started. */
    private static final Duration LONG_TASK_TIMEOUT = Duration.ofSeconds(30);

    private static final int QUARTER = 25;

    /** Progress made sooner after what was told last is told with what comes next: a quick run pays for its end only. */
    private static final long QUICK_MILLIS = 1_000;

    /** Temporal takes 2 KB for one search attribute; a longer one would fail the workflow task for ever. */
    private static final int MAX_WAITS = 16;

    private final RunLoop loop;
    private final CurrentDetails details;
    private final Standing standing;
    private RunStatus status;
    private List<String> waitingFor;
    private long progress;
    private boolean introduced;
    private long toldAt = Workflow.currentTimeMillis();
    private @Nullable RunState seen;
    private List<RunView.Waiting> asked = List.of();

    Visibility(RunLoop loop) {
        this.loop = loop;
        this.details = new CurrentDetails(loop);
        this.standing = new Standing(loop);
        Told told = told();
        this.status = told.status();
        this.waitingFor = told.waitingFor();
        this.progress = told.progress();
        this.introduced = Workflow.getMemo(RunMarks.STARTED_BY, Object.class) != null;
    }

    /**
     * What is known of a run there.
     *
     * @param waitingFor as {@link SearchAttributes#WAITING_FOR}
     * @param progress by quarters
     */
    private record Told(RunStatus status, List<String> waitingFor, long progress) {}

    /**
     * What a run that goes on in a new history has told before. Where its memo has that, its search attributes aren't asked: a server
     * that has just been told which there are may leave them out of a history, and not of the same when that is replayed.
     */
    private static Told told() {
        @Nullable Told kept = (Told) Workflow.getMemo(RunMarks.TOLD, Told.class);
        if (kept != null) {
            return kept;
        }
        io.temporal.common.SearchAttributes told = Workflow.getTypedSearchAttributes();
        String status = told.get(SearchAttributes.STATUS);
        return new Told(
                status == null ? RunStatus.RUNNING : RunStatus.valueOf(status),
                Objects.requireNonNullElse(told.get(SearchAttributes.WAITING_FOR), List.of()),
                Objects.requireNonNullElse(told.get(SearchAttributes.PROGRESS), 0L));
    }

    /** Goes on in a new history, of which is known there what is known now; doesn't return. */
    void goOn(RunRequest next, RunState state) {
        Map<String, Object> memo = new LinkedHashMap<>(RunMarks.memo(next, state.begun()));
        memo.put(RunMarks.TOLD, new Told(status, waitingFor, progress));
        String revivedBy = (String) Workflow.getMemo(RunMarks.REVIVED_BY, String.class);
        if (revivedBy != null) {
            memo.put(RunMarks.REVIVED_BY, revivedBy);
        }
        io.temporal.common.SearchAttributes.Builder attributes =
                io.temporal.common.SearchAttributes.newBuilder(Workflow.getTypedSearchAttributes());
        RunMarks.attributes(next).getUntypedValues().forEach((key, value) -> set(attributes, key, value));
        attributes.set(SearchAttributes.STATUS, status.name()).set(SearchAttributes.PROGRESS, progress);
        if (!waitingFor.isEmpty()) {
            attributes.set(SearchAttributes.WAITING_FOR, waitingFor);
        }
        Workflow.continueAsNew(
                ContinueAsNewOptions.newBuilder()
                        .setWorkflowTaskTimeout(state.tasks().size() < LARGE ? TASK_TIMEOUT : LONG_TASK_TIMEOUT)
                        .setMemo(memo)
                        .setTypedSearchAttributes(attributes.build())
                        .build(),
                next);
    }

    @SuppressWarnings("unchecked") // a key has values of its own type
    private static <T> void set(
            io.temporal.common.SearchAttributes.Builder attributes, SearchAttributeKey<T> key, Object value) {
        attributes.set(key, (T) value);
    }

    /**
     * How the run stands in a state of it, for lists that follow what runs tell: {@code status}, {@code progress} by quarters,
     * {@code waiting_for}, {@code execution} (Temporal's id of this history) and {@code since}, when that began.
     */
    Map<String, @Nullable Object> standing(RunState state) {
        Map<String, @Nullable Object> stands = new LinkedHashMap<>();
        stands.put("status", state.status().name());
        stands.put("progress", standing.progress(state, QUARTER));
        List<String> waits = waits(state);
        if (!waits.isEmpty()) {
            stands.put("waiting_for", waits);
        }
        WorkflowInfo info = Workflow.getInfo();
        stands.put("execution", info.getRunId());
        stands.put(
                "since",
                Instant.ofEpochMilli(info.getRunStartedTimestampMillis()).toString());
        return stands;
    }

    /** What it asks for, found once for each state. */
    private List<RunView.Waiting> asked(RunState state) {
        if (state != seen) {
            seen = state;
            asked = RunViews.asked(loop, state, standing);
        }
        return asked;
    }

    private List<String> waits(RunState state) {
        return asked(state).stream()
                .filter(one -> one.kind().equals("approval"))
                .map(one -> one.kind() + ":" + one.task())
                .limit(MAX_WAITS)
                .toList();
    }

    void tell(RunState state) {
        List<RunView.Waiting> waiting = asked(state);
        // The table is no command. Where a long history is replayed thousands of them would take most of the time; the
        // next step has it.
        if (!WorkflowUnsafe.isReplaying() || !CurrentDetails.isLarge(state)) {
            Workflow.setCurrentDetails(details.of(state, waiting, standing.all(state)));
        }
        List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
        introduce(updates);
        if (state.status() != status) {
            status = state.status();
            updates.add(SearchAttributes.STATUS.valueSet(status.name()));
        }
        List<String> waits = waits(state);
        if (!waits.equals(waitingFor)) {
            waitingFor = waits;
            updates.add(
                    waits.isEmpty()
                            ? SearchAttributes.WAITING_FOR.valueUnset()
                            : SearchAttributes.WAITING_FOR.valueSet(waits));
        }
        long quarter = standing.progress(state, QUARTER);
        boolean quick = updates.isEmpty() && Workflow.currentTimeMillis() - toldAt < QUICK_MILLIS;
        if (quarter != progress && !quick) {
            progress = quarter;
            updates.add(SearchAttributes.PROGRESS.valueSet(progress));
        }
        if (!updates.isEmpty()) {
            toldAt = Workflow.currentTimeMillis();
            Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate[]::new));
        }
    }

    /** A run that was started without attributes, by another client than the API, says itself what it is. */
    private void introduce(List<SearchAttributeUpdate<?>> updates) {
        if (introduced) {
            return;
        }
        introduced = true;
        if (Workflow.getTypedSearchAttributes().containsKey(SearchAttributes.WORKFLOW)) {
            return;
        }
        RunRequest request = loop.facts().request();
        updates.add(SearchAttributes.WORKFLOW.valueSet(request.workflow()));
        updates.add(SearchAttributes.REVISION.valueSet((long) request.revision()));
        updates.add(SearchAttributes.STATUS.valueSet(status.name()));
        updates.add(SearchAttributes.PROGRESS.valueSet(0L));
        if (!request.labels().isEmpty()) {
            updates.add(SearchAttributes.LABELS.valueSet(request.labels().entrySet().stream()
                    .map(label -> label.getKey() + "=" + label.getValue())
                    .toList()));
        }
    }
}
