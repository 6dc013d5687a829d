package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskInvocation;
import io.temporal.activity.Activity;
import io.temporal.activity.DynamicActivity;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Work whose outcome a test has written: what stands for actions and agents, with the real activity types. */
final class ScriptedActivities implements DynamicActivity {
    /** What one path does. */
    interface Script {
        @Nullable Object run(TaskInvocation invocation) throws Exception;
    }

    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Script atFirst;
    private volatile Script otherwise;
    final List<String> types = new CopyOnWriteArrayList<>();
    final List<TaskInvocation> invocations = new CopyOnWriteArrayList<>();

    ScriptedActivities() {
        this(invocation -> Map.of("path", invocation.path(), "attempt", invocation.attempt()));
    }

    /**
     * @param otherwise what paths do of which nothing is written
     */
    ScriptedActivities(Script otherwise) {
        this.atFirst = otherwise;
        this.otherwise = otherwise;
    }

    /** What paths do of which nothing else is written. */
    void otherwise(Script script) {
        otherwise = script;
    }

    void on(String path, Script script) {
        scripts.put(path, script);
    }

    /** Forgets what was written and what was seen. */
    void clear() {
        scripts.clear();
        otherwise = atFirst;
        types.clear();
        invocations.clear();
    }

    static ApplicationFailure failure(String code, boolean retryable) {
        return ApplicationFailure.newNonRetryableFailure(
                "it broke", code, new Failure(code, "it broke", retryable), null);
    }

    @Override
    public @Nullable Object execute(EncodedValues arguments) {
        TaskInvocation invocation = arguments.get(0, TaskInvocation.class);
        types.add(Activity.getExecutionContext().getInfo().getActivityType());
        invocations.add(invocation);
        try {
            return scripts.getOrDefault(invocation.path(), otherwise).run(invocation);
        } catch (Exception e) {
            throw Activity.wrap(e);
        }
    }
}
