package dev.weft.api.service;

import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunHistory;
import dev.weft.api.gateway.RunSummary;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run looks like: as it says itself while a worker answers, else as far as Temporal's records tell. Thread safe.
 */
public final class RunViews {
    private final Gateway gateway;
    private final StaleTasks stale;

    public RunViews(Gateway gateway, Plans plans) {
        this.gateway = gateway;
        this.stale = new StaleTasks(plans);
    }

    /** The run of a description. */
    public Snapshot of(RunSummary summary) {
        Optional<RunView> own =
                summary.isStuck() ? Optional.empty() : gateway.reader().state(summary);
        return own.map(view -> new Snapshot(corrected(view, summary), false))
                .orElseGet(() -> new Snapshot(fromRecords(summary), true));
    }

    /** A run that Temporal has ended, by force or as it ran out of time as a whole, could not say so itself. */
    private RunView corrected(RunView view, RunSummary summary) {
        boolean endedByTemporal = summary.status() == RunStatus.TERMINATED || summary.status() == RunStatus.TIMED_OUT;
        if (!endedByTemporal || view.status().ended()) {
            return view;
        }
        RunHistory history = gateway.history().read(summary.run(), summary.execution());
        return new RunView(
                view.run(),
                view.workflow(),
                view.revision(),
                summary.status(),
                view.priority(),
                view.parent(),
                view.progress(),
                view.startedAt(),
                summary.endedAt(),
                view.startedBy(),
                view.restartedFrom(),
                view.labels(),
                view.inputs(),
                null,
                null,
                null,
                history.error(),
                List.of(),
                stopped(view.tasks(), summary),
                stopped(view.items(), summary),
                view.ignored(),
                view.generation(),
                view.decisionKeys(),
                null);
    }

    /** What was under way was cut short; what had not begun stays so. */
    private static Map<String, RunView.TaskView> stopped(Map<String, RunView.TaskView> tasks, RunSummary run) {
        Map<String, RunView.TaskView> stopped = new LinkedHashMap<>();
        tasks.forEach((path, task) -> stopped.put(
                path,
                run.status() == RunStatus.TERMINATED
                                && (task.status() == TaskStatus.RUNNING || task.status() == TaskStatus.WAITING)
                        ? task.ended(TaskStatus.CANCELLED, "The run was terminated.")
                        : task));
        return stopped;
    }

    private RunView fromRecords(RunSummary summary) {
        RunHistory history = gateway.history().read(summary.run(), summary.execution());
        @Nullable RunRequest request = history.request();
        return new RunView(
                summary.run(),
                summary.workflow(),
                summary.revision(),
                summary.isStuck() ? RunStatus.WAITING : summary.status(),
                request == null ? null : request.priority(),
                request == null ? null : request.parent(),
                summary.progress(),
                summary.startedAt(),
                summary.endedAt(),
                request == null ? summary.startedBy() : request.startedBy(),
                request == null ? null : request.restartedFrom(),
                request == null ? summary.labels() : request.labels(),
                request == null ? Map.of() : request.inputs(),
                history.outputs(),
                null,
                null,
                history.error(),
                waiting(summary),
                stale.of(summary, history),
                Map.of(),
                List.of(),
                0,
                List.of(),
                null);
    }

    private static List<RunView.Waiting> waiting(RunSummary summary) {
        Instant since = summary.startedAt();
        List<RunView.Waiting> waiting = new ArrayList<>();
        if (summary.isStuck()) {
            waiting.add(new RunView.Waiting(
                    "",
                    "interpreter_error",
                    "The interpreter has failed at this run " + summary.stuckAttempts()
                            + " times. The worker's log says why; the run goes on once a worker can.",
                    since));
        }
        if (summary.isSlow()) {
            waiting.add(new RunView.Waiting(
                    "",
                    "worker",
                    "Workers have taken too long " + summary.stuckAttempts()
                            + " times to be where they were with this run. It goes on by itself once one has the processors for it.",
                    since));
        }
        for (String what : summary.waitingFor()) {
            int colon = what.indexOf(':');
            String kind = colon > 0 ? what.substring(0, colon) : "task";
            waiting.add(new RunView.Waiting(what.substring(colon + 1), kind, "", since));
        }
        return waiting;
    }

    /**
     * A run as it was when it was looked at.
     *
     * @param stale whether no worker answered, so that less is known
     */
    public record Snapshot(RunView view, boolean stale) {}
}
