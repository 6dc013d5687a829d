package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.protocol.LocalBounds;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.secret.SecretVault;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.DynamicActivity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.converter.EncodedValues;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes attempts of tasks. Its activity type is the name of an action, or {@code agent:<name>}, so that Temporal's Web UI
 * reads like the definition; its one argument is a {@link TaskInvocation}, its result the output. Thread safe.
 */
public final class TaskActivity implements DynamicActivity {
    private final ActionRuntime runtime;

    public TaskActivity(ActionRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public @Nullable Object execute(EncodedValues arguments) {
        TaskInvocation invocation = arguments.get(0, TaskInvocation.class);
        ActivityExecutionContext temporal = Activity.getExecutionContext();
        SecretVault vault = runtime.vault();
        AttemptContext context = new AttemptContext(invocation, temporal, runtime.workspace(), vault);
        boolean local = temporal.getInfo().isLocal();
        try {
            LargeValueStore store = Boolean.TRUE.equals(invocation.takesHandles()) ? runtime.store() : null;
            int limit = local ? LocalBounds.BYTES : Outputs.LIMIT;
            return new Supervision(temporal)
                    .run(
                            "weft-" + invocation.path(),
                            local ? LocalAttempt.timeout(invocation) : Turns.timeout(invocation),
                            () -> {
                                Turns.await(invocation);
                                return Outputs.admit(
                                        runtime.perform(invocation, vault, context), vault.redactor(), limit, store);
                            });
        } catch (ActionException e) {
            throw failure(invocation, e, local, vault);
        } catch (ActivityCompletionException e) {
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            ActivityCompletionException ended = context.ended();
            if (cause instanceof InterruptedException && ended != null) {
                throw ended;
            }
            throw cause instanceof ActionException failure
                    ? failure(invocation, failure, local, vault)
                    : Failures.unexpected(label(invocation), cause, vault.redactor());
        } catch (RuntimeException e) {
            throw Failures.unexpected(label(invocation), e, vault.redactor());
        }
    }

    private static RuntimeException failure(
            TaskInvocation invocation, ActionException e, boolean local, SecretVault vault) {
        return local && LocalAttempt.isExceeded(invocation, e)
                ? LocalAttempt.exceeded()
                : Failures.of(e, vault.redactor());
    }

    private static String label(TaskInvocation invocation) {
        return invocation.agent() == null
                ? "action " + invocation.action()
                : "agent " + invocation.agent().name();
    }
}
