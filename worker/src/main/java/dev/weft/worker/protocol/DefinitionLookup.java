package dev.weft.worker.protocol;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Where the interpreter asks for definitions that a run doesn't carry. It is served by the API, which has the store, on a
 * task queue of its own; the answer is in the history of the run that asked.
 */
@ActivityInterface
public interface DefinitionLookup {
    /** The task queue. */
    String TASK_QUEUE = "weft-definitions";

    /** The activity type. */
    String RESOLVE = "resolve_definition";

    /**
     * Finds a definition with all that its run needs.
     *
     * @throws io.temporal.failure.ApplicationFailure not retryable, with code {@code unknown_workflow}, {@code
     *     unknown_revision}, {@code missing_agents} or {@code not_supported}
     */
    @ActivityMethod(name = RESOLVE)
    ChildDefinition resolve(DefinitionClaim claim);
}
