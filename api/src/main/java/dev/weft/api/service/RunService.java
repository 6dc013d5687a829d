package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Role;
import dev.weft.api.error.ApiException;
import dev.weft.api.figure.SeenRun;
import dev.weft.api.gateway.Gateway;
import dev.weft.api.gateway.RunControl;
import dev.weft.api.gateway.RunFilter;
import dev.weft.api.gateway.RunReader;
import dev.weft.api.gateway.RunSummary;
import dev.weft.api.gateway.StuckRuns;
import dev.weft.api.large.LargeValues;
import dev.weft.api.representation.ControlledBody;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.RollbackRequest;
import dev.weft.api.representation.RunBody;
import dev.weft.api.representation.RunItem;
import dev.weft.api.representation.TaskBody;
import dev.weft.api.store.SeenRunStore;
import dev.weft.api.store.StartStore;
import dev.weft.worker.protocol.Checkpoint;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs: listed, looked at, waited for, controlled. Thread safe. */
public final class RunService {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Gateway gateway;
    private final RunViews views;
    private final StartStore starts;
    private final SeenRunStore seen;
    private final Links links;
    private final Predicate<String> definitions;
    private final RevivalService revivals;
    private final LargeValues large;
    private final ItemRuns items;
    private final RunTasks tasks;
    private final Below below;
    private final Clock clock;

    /**
     * @param definitions whether there is one of an id
     */
    public RunService(
            Gateway gateway,
            RunViews views,
            StartStore starts,
            SeenRunStore seen,
            RevivalService revivals,
            Plans plans,
            Predicate<String> definitions,
            Links links,
            LargeValues large,
            Clock clock) {
        this.definitions = definitions;
        this.gateway = gateway;
        this.views = views;
        this.starts = starts;
        this.seen = seen;
        this.revivals = revivals;
        this.links = links;
        this.large = large;
        this.items = new ItemRuns(gateway);
        this.tasks = new RunTasks(gateway, plans);
        this.below = new Below(gateway);
        this.clock = clock;
    }

    /** A page of runs, the last started first. */
    public Page<RunItem> list(RunFilter filter, int limit, @Nullable String cursor) {
        List<SeenRun> found = seen.list(filter, RunCursors.read(cursor), limit + 1);
        List<SeenRun> page = found.subList(0, Math.min(limit, found.size()));
        Instant now = clock.instant();
        return new Page<>(
                page.stream().map(run -> RunItem.of(run, links.of(run), now)).toList(),
                found.size() > limit ? RunCursors.write(page.getLast()) : null);
    }

    /**
     * A run as it is now.
     *
     * @param wait how long to hold the answer while it is open
     */
    public RunBody get(String run, Duration wait) {
        RunSummary summary = find(run);
        if (!wait.isZero() && !summary.status().ended() && gateway.end().await(run, wait)) {
            summary = find(run);
        }
        RunViews.Snapshot snapshot = views.of(summary);
        Below.Found found = below.look(snapshot.view());
        return RunBody.of(
                SliceCounts.in(snapshot.view(), found.slices()),
                found.body(),
                snapshot.stale(),
                links.of(summary),
                clock.instant());
    }

    /** The id of the run of a definition that was started last; 404 where there is none. */
    public String latest(String workflow) {
        return seen.latest(workflow)
                .map(SeenRun::run)
                .orElseThrow(() -> definitions.test(workflow)
                        ? new ApiException(
                                404, "no_run", "Expected a run of «" + workflow + "», but it has not been started yet.")
                        : ApiException.notFound("workflow", workflow));
    }

    /**
     * All tasks of a run, then the items and turns of those that have some, then items that runs of their own do; without their
     * outputs.
     */
    public List<TaskBody> tasks(String run) {
        Instant now = clock.instant();
        RunView own = views.of(find(run)).view();
        RunView view = SliceCounts.in(own, below.look(own).slices());
        int left = Math.max(0, RunView.MOST_ITEMS - view.items().size());
        return Stream.of(view.tasks(), view.items(), items.inSlices(view, left))
                .flatMap(some -> some.entrySet().stream())
                .map(task -> TaskBody.of(task.getKey(), task.getValue(), null, null, now))
                .toList();
    }

    /** One task with its output. */
    public TaskBody task(String run, String path) {
        ItemRuns.Place at = items.look(find(run), path);
        RunViews.Snapshot snapshot = views.of(at.run());
        RunView.TaskView view = tasks.find(at.run(), snapshot.view(), at.path())
                .orElseThrow(() -> ApiException.notFound("task of " + run, path));
        Optional<RunReader.Output> output =
                snapshot.stale() ? Optional.empty() : gateway.reader().output(at.run(), at.path());
        Optional<RunReader.Output> input =
                snapshot.stale() ? Optional.empty() : gateway.reader().input(at.run(), at.path());
        return TaskBody.of(
                path,
                view,
                LargeValues.shown(input.map(RunReader.Output::value).orElse(null)),
                large.whole(output.map(RunReader.Output::value).orElse(null)),
                clock.instant());
    }

    /** The outputs of a run, with all that is large in them; {@code null} where it has none. */
    public @Nullable Object outputs(String run) {
        return large.whole(views.of(find(run)).view().outputs());
    }

    /** The inputs of a run, with all that is large in them. */
    public Map<String, @Nullable Object> inputs(String run) {
        return large.wholeMap(views.of(find(run)).view().inputs());
    }

    /** Nothing new starts; what runs ends. */
    public ControlledBody pause(String run, Caller caller, String id) {
        return control(run, "pause", caller, id);
    }

    /** Goes on after a pause. */
    public ControlledBody resume(String run, Caller caller, String id) {
        return control(run, "resume", caller, id);
    }

    /** Ends in order: attempts are cancelled, clean-up runs. One that is being undone says itself whether it can. */
    public ControlledBody cancel(String run, Caller caller, String id) {
        return isBeingUndone(find(run))
                ? command(open(run), new Control("cancel", caller.user()).through(Control.API), id)
                : ending(run, summary -> gateway.control().cancel(run, caller.user()));
    }

    private boolean isBeingUndone(RunSummary summary) {
        return summary.status() == RunStatus.ROLLING_BACK
                || (summary.status() == RunStatus.PAUSED
                        && views.of(summary).view().undoing() != null);
    }

    /** Goes back to a checkpoint, and on from there, or undoes all; a run that has ended is started once more for it. */
    public ControlledBody rollback(String run, RollbackRequest request, Caller caller, String id) {
        if (request.wholeRun() && request.checkpoint() != null) {
            throw ApiException.invalid("Expected «checkpoint» or «all», but found both.");
        }
        Control control = new Control(
                request.wholeRun() ? "undo" : "rollback", caller.user(), request.checkpoint(), null, Control.API);
        RunSummary summary = find(run);
        if (!summary.status().ended()) {
            try {
                return command(summary, control, id);
            } catch (ApiException e) {
                if (!e.problem().code().equals(RunControl.ENDED)) {
                    throw e;
                }
                // It has ended since we looked.
            }
        }
        return revivals.revive(run, control, id);
    }

    /** The points that a run can go back to, oldest first. */
    public List<Checkpoint> checkpoints(String run) {
        return gateway.reader()
                .checkpoints(find(run))
                .orElseThrow(() -> ApiException.unavailable(
                        "no_worker",
                        "Expected a worker to read the run's checkpoints, but none answered. Try again once one runs.",
                        RETRY_AFTER_SECONDS));
    }

    /** Ends at once, without clean-up. */
    public ControlledBody terminate(String run, Caller caller, String reason) {
        return ending(run, summary -> new Termination(gateway).of(summary, caller.user(), reason));
    }

    /**
     * Says what becomes of a task that failed and waits for that; a run that has ended is started once more from it.
     *
     * @param command {@code retry}, {@code skip}, {@code complete} or {@code fail}
     * @param output of a task that is completed
     */
    public ControlledBody steer(
            String run, String path, String command, @Nullable Object output, Caller caller, String id) {
        RunSummary asked = find(run);
        ItemRuns.Place at = items.find(asked, path);
        RunSummary summary = at.run();
        if (summary.isStuck()) {
            throw StuckRuns.problem(summary.run());
        }
        boolean decides = command.equals("skip") || command.equals("complete");
        if (decides && !caller.roles().contains(Role.ADMIN) && tasks.mayHoldGates(summary, at.path())) {
            throw new ApiException(
                    403, "forbidden", "Expected role admin to " + command + " a gate, which others are to decide.");
        }
        Control control = new Control(command, caller.user(), at.path(), output, Control.API);
        if (asked.status().ended()) {
            // What runs below it did goes on with it.
            items.checkIsKept(at, path);
            revivals.check(asked, at, control);
            return revivals.revive(run, control.at(path), id);
        }
        ControlledBody answer = command(summary, control, id);
        return asked.run().equals(summary.run())
                ? answer
                : new ControlledBody(run, find(run).status(), links.of(asked));
    }

    /** What Temporal knows of a run; 404 where there is none, 409 where it was there and is no longer kept. */
    public RunSummary find(String run) {
        return gateway.reader()
                .describe(run)
                .orElseThrow(() -> starts.contains(run)
                        ? ApiException.conflict(
                                "run_forgotten",
                                "Expected a run that is kept, but Temporal no longer keeps «" + run
                                        + "»: it ended too long ago. Start a new run.")
                        : ApiException.notFound("run", run));
    }

    private ControlledBody control(String run, String command, Caller caller, String id) {
        RunSummary summary = open(run);
        RunStatus before = views.of(summary).view().status();
        if (command.equals("pause") == (before == RunStatus.PAUSED)) {
            throw ApiException.conflict(
                            "does_not_apply",
                            "Expected a run that can " + command + ", but «" + run + "» is " + before + ".")
                    .with("state", before);
        }
        return command(summary, new Control(command, caller.user()).through(Control.API), id);
    }

    private ControlledBody command(RunSummary summary, Control control, String id) {
        if (summary.isStuck()) {
            throw StuckRuns.problem(summary.run());
        }
        RunStatus status = gateway.control().control(summary.run(), control, id);
        return new ControlledBody(summary.run(), status, links.of(summary));
    }

    private ControlledBody ending(String run, Consumer<RunSummary> end) {
        RunSummary summary = open(run);
        end.accept(summary);
        return new ControlledBody(run, find(run).status(), links.of(summary));
    }

    private RunSummary open(String run) {
        RunSummary summary = find(run);
        if (summary.status().ended()) {
            throw ApiException.conflict(
                            "run_ended", "Expected an open run, but «" + run + "» is " + summary.status() + ".")
                    .with("state", summary.status());
        }
        return summary;
    }
}
