package dev.weft.benchmarks;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;

/** What a Temporal developer would write for the same work. */
final class HandWritten {
    static final String TASK_QUEUE = "hand-written";

    private HandWritten() {}

    /** The work of one step. */
    @ActivityInterface
    public interface Steps {
        @ActivityMethod(name = "noop")
        Map<String, Object> noop(Map<String, Object> parameters);
    }

    /** Does nothing, as the agent of the other side. */
    public static final class NoSteps implements Steps {
        @Override
        public Map<String, Object> noop(Map<String, Object> parameters) {
            return Map.of("number", parameters.getOrDefault("number", 0));
        }
    }

    /** Nothing at all. */
    @WorkflowInterface
    public interface Empty {
        @WorkflowMethod
        void run();
    }

    /** The least that a workflow can be. */
    public static final class EmptyWorkflow implements Empty {
        @Override
        public void run() {}
    }

    /** Steps one after the other. */
    @WorkflowInterface
    public interface Chain {
        @WorkflowMethod
        Map<String, Object> run(int steps);
    }

    /** Each step takes the output of the one before. */
    public static final class ChainWorkflow implements Chain {
        private final Steps steps = Workflow.newActivityStub(
                Steps.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(5))
                        .setHeartbeatTimeout(Duration.ofSeconds(15))
                        .build());

        @Override
        public Map<String, Object> run(int count) {
            Map<String, Object> output = Map.of("number", 0);
            for (int i = 0; i < count; i++) {
                output = steps.noop(Map.of("number", output.get("number")));
            }
            return output;
        }
    }
}
