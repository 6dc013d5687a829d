package dev.weft.cli.trial;

import dev.weft.cli.verdict.Outcome;
import dev.weft.definitions.expression.Values;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at the runs of a case once nothing more happens. */
final class Looking {
    private final WorkflowClient client;
    private final Seen seen;

    Looking(WorkflowClient client, Seen seen) {
        this.client = client;
        this.seen = seen;
    }

    /** @param began nanoseconds */
    Outcome outcome(String run, long began) {
        RunView view = client.newWorkflowStub(WeftRun.class, run).state();
        Map<String, Outcome.Task> tasks = new LinkedHashMap<>();
        seen.runs().forEach((id, workflow) -> {
            WeftRun stub = client.newWorkflowStub(WeftRun.class, id);
            String prefix = id.equals(run) ? "" : workflow + "/";
            try {
                RunView one = id.equals(run) ? view : stub.state();
                one.tasks().forEach((path, task) -> tasks.put(prefix + path, task(stub, path, task)));
                one.items().forEach((path, task) -> tasks.put(prefix + path, task(stub, path, task)));
            } catch (WorkflowException e) {
                // A run that can't be asked has nothing to be expected of.
            }
        });
        Instant last = seen.told().stream()
                .map(Outcome.Told::at)
                .max(Instant::compareTo)
                .orElse(view.startedAt());
        return new Outcome(
                view.status().name(),
                Values.normalise(view.outputs()),
                error(view.error()),
                tasks,
                seen.told(),
                seen.calls(),
                seen.unmocked(),
                seen.steps(),
                Duration.between(view.startedAt(), Objects.requireNonNullElse(view.endedAt(), last)),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private static Outcome.Task task(WeftRun run, String path, RunView.TaskView task) {
        boolean has = task.status() == TaskStatus.COMPLETED || task.status() == TaskStatus.COMPENSATED;
        return new Outcome.Task(
                task.status().name(),
                task.attempts(),
                task.reason(),
                error(task.error()),
                has ? Values.normalise(run.output(path)) : null);
    }

    private static Outcome.@Nullable Fault error(@Nullable Failure failure) {
        return failure == null ? null : new Outcome.Fault(failure.code(), failure.message());
    }
}
