package dev.weft.worker.interpreter.temporal;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.plan.Plan;
import dev.weft.worker.interpreter.undo.UndoablePlans;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Plans by their canonical document, so that a worker compiles each once. A plan is a pure function of the document, so
 * whether it comes from here makes no difference to a history. Thread safe.
 */
final class PlanCache {
    private static final int CAPACITY = 256;

    private static final Map<String, Plan> PLANS = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Plan> eldest) {
            return size() > CAPACITY;
        }
    };

    private PlanCache() {}

    /**
     * The plan of a run's own document.
     *
     * @throws ApplicationFailure code {@code invalid_definition}: the run fails, instead of its workflow task for ever
     */
    static Plan own(String document) {
        try {
            return plan(document);
        } catch (IllegalArgumentException e) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "The definition that the run was started with can't be compiled: " + e.getMessage(),
                    "invalid_definition");
        }
    }

    /**
     * The plan of a document.
     *
     * @throws IllegalArgumentException where it can't be compiled
     */
    static Plan plan(String document) {
        synchronized (PLANS) {
            Plan known = PLANS.get(document);
            if (known != null) {
                return known;
            }
        }
        // The first compilation in a cold JVM may take longer than the second that the deadlock detector allows.
        Plan plan = WorkflowUnsafe.isWorkflowThread()
                ? WorkflowUnsafe.deadlockDetectorOff(() -> compile(document))
                : compile(document);
        synchronized (PLANS) {
            PLANS.put(document, plan);
        }
        return plan;
    }

    /** As runs need it, so that none makes its plan undoable anew. */
    private static Plan compile(String document) {
        return UndoablePlans.of(Definitions.compile(document));
    }
}
