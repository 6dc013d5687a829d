package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.view.CurrentDetails;
import dev.weft.worker.interpreter.view.RunViews;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.SearchAttributes;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What Temporal's visibility and Web UI are told of a run: search attributes when one of them changes (progress by
 * quarters, so that a run costs a bounded number of events), and the table of its tasks, which costs none.
 */
final class Visibility {
    private static final int QUARTER = 25;

    /** Progress made sooner after what was told last is told with what comes next: a quick run pays for its end only. */
    private static final long QUICK_MILLIS = 1_000;

    /** Temporal takes 2 KB for one search attribute; a longer one would fail the workflow task for ever. */
    private static final int MAX_WAITS = 16;

    private final RunLoop loop;
    private final CurrentDetails details;
    private RunStatus status;
    private List<String> waitingFor;
    private long progress;
    private boolean introduced;
    private long toldAt = Workflow.currentTimeMillis();

    Visibility(RunLoop loop) {
        this.loop = loop;
        this.details = new CurrentDetails(loop);
        // A run that goes on in a new history has told of itself before.
        io.temporal.common.SearchAttributes told = Workflow.getTypedSearchAttributes();
        String before = told.get(SearchAttributes.STATUS);
        this.status = before == null ? RunStatus.RUNNING : RunStatus.valueOf(before);
        this.waitingFor = Objects.requireNonNullElse(told.get(SearchAttributes.WAITING_FOR), List.of());
        this.progress = Objects.requireNonNullElse(told.get(SearchAttributes.PROGRESS), 0L);
    }

    void tell(RunState state) {
        List<RunView.Waiting> waiting = RunViews.waitingOn(loop, state);
        Workflow.setCurrentDetails(details.of(state, waiting));
        List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
        introduce(updates);
        if (state.status() != status) {
            status = state.status();
            updates.add(SearchAttributes.STATUS.valueSet(status.name()));
        }
        List<String> waits = waiting.stream()
                .filter(one -> one.kind().equals("approval"))
                .map(one -> one.kind() + ":" + one.task())
                .limit(MAX_WAITS)
                .toList();
        if (!waits.equals(waitingFor)) {
            waitingFor = waits;
            updates.add(
                    waits.isEmpty()
                            ? SearchAttributes.WAITING_FOR.valueUnset()
                            : SearchAttributes.WAITING_FOR.valueSet(waits));
        }
        long quarter = RunViews.progress(loop, state) / QUARTER * QUARTER;
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
