package dev.weft.benchmarks.size;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import io.temporal.workflow.WorkflowSemaphore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a Temporal developer would write for the same work. */
final class ByHand {
    static final String TASK_QUEUE = "by-hand";
    private static final int SLICE = 500;
    private static final int SLICES_AT_ONCE = 4;

    private ByHand() {}

    /** How the steps follow one another. */
    enum Shape {
        /** One after the other, as activities. */
        CHAIN,
        /** The same, as local activities. */
        LOCAL_CHAIN,
        /** All at once. */
        FAN_OUT,
        /** In workflows of 500 steps at once, four of them at a time. */
        SLICES
    }

    /** The work of one step. */
    @ActivityInterface
    public interface Steps {
        @ActivityMethod(name = "noop")
        Map<String, Object> noop(Map<String, Object> parameters);

        @ActivityMethod(name = "stat")
        Map<String, Object> stat(String path);
    }

    /** The same as the other side does. */
    public static final class RealSteps implements Steps {
        @Override
        public Map<String, Object> noop(Map<String, Object> parameters) {
            return Map.of("number", parameters.getOrDefault("number", 0));
        }

        @Override
        public Map<String, Object> stat(String path) {
            try {
                return Map.of("path", path, "size", Files.size(Path.of(path)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Some steps. */
    @WorkflowInterface
    public interface Many {
        @WorkflowMethod(name = "ByHand")
        int run(String shape, int steps, String file);
    }

    /** Steps of whatever shape. */
    public static final class ManyWorkflow implements Many {
        private final Steps steps = Workflow.newActivityStub(
                Steps.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(5))
                        .setHeartbeatTimeout(Duration.ofSeconds(15))
                        .build());
        private final Steps local = Workflow.newLocalActivityStub(
                Steps.class,
                LocalActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .build());

        @Override
        public int run(String shape, int count, String file) {
            switch (Shape.valueOf(shape)) {
                case CHAIN -> chain(steps, count, file);
                case LOCAL_CHAIN -> chain(local, count, file);
                case FAN_OUT -> {
                    List<Promise<Map<String, Object>>> all = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        Map<String, Object> parameters = Map.of("number", i);
                        all.add(Async.function(() -> steps.noop(parameters)));
                    }
                    Promise.allOf(all).get();
                }
                case SLICES -> slices(count);
            }
            return count;
        }

        private static void slices(int count) {
            WorkflowSemaphore atOnce = Workflow.newWorkflowSemaphore(SLICES_AT_ONCE);
            List<Promise<Void>> all = new ArrayList<>();
            for (int from = 0; from < count; from += SLICE) {
                int size = Math.min(SLICE, count - from);
                all.add(Async.procedure(() -> {
                    atOnce.acquire();
                    Workflow.newChildWorkflowStub(Many.class).run(Shape.FAN_OUT.name(), size, "");
                    atOnce.release();
                }));
            }
            Promise.allOf(all).get();
        }

        private static void chain(Steps steps, int count, String file) {
            Map<String, Object> output = Map.of("number", 0);
            for (int i = 0; i < count; i++) {
                output = file.isEmpty() ? steps.noop(Map.of("number", output.get("number"))) : steps.stat(file);
            }
        }
    }
}
