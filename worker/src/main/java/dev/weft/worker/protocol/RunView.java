package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as people and programs see it: the answer of query {@code state}. Outputs of tasks are left out; query
 * {@code output} gives one.
 *
 * @param run id
 * @param progress share of the tasks that have ended, 0 to 100
 * @param restartedFrom id of the run that this one does again; {@code null} where it does none
 * @param outputs of the run, once it has completed
 * @param error why it failed
 * @param waitingOn what it waits for, and since when
 * @param tasks every task of the definition by path, in the order written; what is in a loop, as one for all items and
 *     turns
 * @param items items and turns of tasks, and what is in them, by path such as {@code chapters[2].draft}, in the order of
 *     the definition, at most 2,000; query {@code output} knows all
 * @param ignored decisions that came by signal and were not taken, newest last, at most 20
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        String run,
        String workflow,
        int revision,
        RunStatus status,
        int progress,
        Instant startedAt,
        @Nullable Instant endedAt,
        String startedBy,
        @Nullable String restartedFrom,
        Map<String, String> labels,
        Map<String, @Nullable Object> inputs,
        @Nullable Object outputs,
        @Nullable Failure error,
        List<Waiting> waitingOn,
        Map<String, TaskView> tasks,
        Map<String, TaskView> items,
        List<String> ignored) {
    public RunView {
        // Runs of an earlier release have none.
        items = items == null ? Map.of() : items;
    }

    /** What stands for the action of a task that holds tasks of its own. */
    public static final String BLOCK = "block";

    /**
     * A task as people see it.
     *
     * @param action its name, such as {@code agent_task}; {@link #BLOCK} where it holds tasks of its own
     * @param agent name of the agent, once known; {@code null} where none is called
     * @param reason of WAITING and SKIPPED, and of a retry
     * @param attempts made so far
     * @param error of the last attempt that failed
     * @param gate the approval gate's question and decisions, where it is one and has been asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TaskView(
            TaskStatus status,
            String action,
            @Nullable String agent,
            @Nullable String reason,
            int attempts,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Failure error,
            @Nullable GateView gate) {}

    /**
     * An approval gate that has been asked.
     *
     * @param title the question
     * @param description more of it; {@code null} for none
     * @param level asked now, from 1
     * @param approvers of that level: {@code user:…}, {@code role:…}, {@code anyone}
     * @param quorum approvals that pass the level
     * @param deadline when the level times out; {@code null} for never
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GateView(
            String title,
            @Nullable String description,
            int level,
            List<String> approvers,
            int quorum,
            @Nullable Instant deadline,
            List<GateDecision> decisions) {}

    /**
     * A decision that counted.
     *
     * @param channel {@code api} or {@code temporal}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GateDecision(
            int level, String by, String decision, @Nullable String comment, Instant at, String channel) {}

    /**
     * Something that the run waits for.
     *
     * @param task path
     * @param kind {@code approval}, {@code person}, {@code timer}, {@code retry}, {@code slot}
     * @param reason for people
     */
    public record Waiting(String task, String kind, String reason, Instant since) {}
}
