package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.weft.worker.protocol.large.Sendable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as people and programs see it: the answer of query {@code state}. Outputs of tasks are left out; query
 * {@code output} gives one.
 *
 * @param run id
 * @param priority 1 (first) to 5
 * @param parent the task that started it; {@code null} for a run that no other started
 * @param progress share of the tasks that have ended, 0 to 100
 * @param restartedFrom id of the run that this one does again; {@code null} where it does none
 * @param outputs of the run, once it has completed
 * @param cachedFrom id of the run whose outputs they are, from the result cache; {@code null} for its own
 * @param error why it failed
 * @param waitingOn what it waits for, and since when
 * @param tasks every task of the definition by path, in the order written; what is in a loop, as one for all items and
 *     turns
 * @param items items and turns of tasks, what is in them, and what undoes earlier attempts, by path such as {@code
 *     chapters[2].draft} and {@code block~1.write.compensate}, in the order of
 *     the definition, at most {@link #MOST_ITEMS}; queries {@code task}, {@code gates} and {@code output} know all
 * @param ignored decisions and events that came by signal and were not taken, newest last, at most 20
 * @param generation which going of the run this is, from 1: part of what is signed with a decision
 * @param undoing {@code all} or {@code checkpoint}: how far it is being undone, also while it is paused; {@code null} where it isn't
 * @param decisionKeys {@link DecisionKeys#id} of each key that verifies decisions here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        String run,
        String workflow,
        int revision,
        RunStatus status,
        @Nullable Integer priority,
        @Nullable ParentRun parent,
        int progress,
        Instant startedAt,
        @Nullable Instant endedAt,
        String startedBy,
        @Nullable String restartedFrom,
        Map<String, String> labels,

        @JsonSerialize(using = Sendable.Writer.class) @JsonDeserialize(using = Sendable.Reader.class)
        Map<String, @Nullable Object> inputs,

        @JsonSerialize(using = Sendable.Writer.class) @JsonDeserialize(using = Sendable.Reader.class) @Nullable Object outputs,

        @Nullable String cachedFrom,
        @Nullable CacheView cache,
        @Nullable Failure error,
        List<Waiting> waitingOn,
        Map<String, TaskView> tasks,
        Map<String, TaskView> items,
        List<String> ignored,
        int generation,
        List<String> decisionKeys,
        @Nullable String undoing) {
    public RunView {
        parent = parent == null ? null : parent.shown();
        // Runs of an earlier release have none.
        items = items == null ? Map.of() : items;
        decisionKeys = decisionKeys == null ? List.of() : decisionKeys;
    }

    /** The same, further than it knew. */
    public RunView counting(int otherProgress, Map<String, TaskView> otherTasks) {
        return new RunView(
                run,
                workflow,
                revision,
                status,
                priority,
                parent,
                otherProgress,
                startedAt,
                endedAt,
                startedBy,
                restartedFrom,
                labels,
                inputs,
                outputs,
                cachedFrom,
                cache,
                error,
                waitingOn,
                otherTasks,
                items,
                ignored,
                generation,
                decisionKeys,
                undoing);
    }

    /** Items and turns told of at most: an answer to a query has 4 MB at most. */
    public static final int MOST_ITEMS = 2_000;

    /** What stands for the action of a task that holds tasks of its own. */
    public static final String BLOCK = "block";

    /**
     * A task as people see it.
     *
     * @param action its name, such as {@code agent_task}; {@link #BLOCK} where it holds tasks of its own
     * @param agent name of the agent, once known; {@code null} where none is called
     * @param run id of the run that it started last; {@code null} where it started none
     * @param cachedFrom id of the run whose output it has, from the result cache; {@code null} for its own
     * @param reason of WAITING and SKIPPED, of a retry, and of an output from the result cache
     * @param attempts made so far
     * @param error of the last attempt that failed
     * @param gate the approval gate's question and decisions, where it is one and has been asked
     * @param cache how its output stands to the result cache, where it has a part in it and that is known
     * @param late when its {@code sla} passed before it was done; {@code null} where it hasn't
     * @param items how far it is of what is done for each item; {@code null} where it is done once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TaskView(
            TaskStatus status,
            String action,
            @Nullable String agent,
            @Nullable String run,
            @Nullable String cachedFrom,
            @Nullable String reason,
            int attempts,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Failure error,
            @Nullable GateView gate,
            @Nullable Instant late,
            @Nullable CacheView cache,
            @Nullable ItemCount items) {
        /** The same, ended otherwise than it knew. */
        public TaskView ended(TaskStatus other, String why) {
            return new TaskView(
                    other,
                    action,
                    agent,
                    run,
                    cachedFrom,
                    why,
                    attempts,
                    startedAt,
                    endedAt,
                    error,
                    gate,
                    late,
                    cache,
                    items);
        }

        /** The same, of so many items, and in those words. */
        public TaskView counting(ItemCount others, @Nullable String words) {
            return new TaskView(
                    status,
                    action,
                    agent,
                    run,
                    cachedFrom,
                    words,
                    attempts,
                    startedAt,
                    endedAt,
                    error,
                    gate,
                    late,
                    cache,
                    others);
        }
    }

    /**
     * Items, turns counted as such.
     *
     * @param ended how many have ended, in whatever way
     * @param failed how many of these failed
     * @param all how many there are
     */
    public record ItemCount(int ended, int failed, int all) {
        /** Both together. */
        public ItemCount plus(ItemCount other) {
            return new ItemCount(ended + other.ended, failed + other.failed, all + other.all);
        }

        /** Of what is in a loop, for people. */
        public String words() {
            return "%d of %d have ended".formatted(ended, all);
        }

        /** Of a loop whose items other runs do, for people. */
        public String ofLoop() {
            return "%d of %d items have ended, %d of them failed".formatted(ended, all, failed);
        }
    }

    /**
     * How an output stands to the result cache.
     *
     * @param hit whether it is taken from there
     * @param run id of the run whose output it is; {@code null} for its own
     * @param why it is taken, or isn't
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CacheView(boolean hit, @Nullable String run, String why) {}

    /**
     * An approval gate that has been asked.
     *
     * @param title the question
     * @param description more of it; {@code null} for none
     * @param level asked now or last, from 1; 0 where all were passed over
     * @param approvers of that level: {@code user:…}, {@code role:…}, {@code anyone}
     * @param quorum approvals that pass the level
     * @param rejectQuorum rejections that reject the gate
     * @param approvals counted at that level
     * @param rejections counted at that level
     * @param deadline when the level times out, or the task's own deadline passes, whichever comes first; {@code null} for never, and
     *     while the run is paused
     * @param decisions that counted, oldest first
     * @param levels all of them, in turn
     * @param inputs JSON Schemas of what the decider fills in, by name; {@code null} for nothing
     * @param fourEyes whether the person who started the run may not decide
     * @param channels by which decisions may come
     * @param delegates who may decide in whose place at that level, both {@code user:…}
     * @param reminders how often people were reminded; {@code null} where they never are
     * @param outcome {@code approved}, {@code rejected}, {@code changes_requested}; {@code failed}, {@code cancelled},
     *     {@code skipped} or {@code completed} as something else became of it; {@code null} while people are asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GateView(
            String title,
            @Nullable String description,
            int level,
            List<String> approvers,
            int quorum,
            int rejectQuorum,
            int approvals,
            int rejections,
            @Nullable Instant deadline,
            List<GateDecision> decisions,
            List<GateLevel> levels,
            @Nullable Map<String, Map<String, @Nullable Object>> inputs,
            boolean fourEyes,
            List<String> channels,
            List<GateDelegate> delegates,
            @Nullable GateReminders reminders,
            @Nullable String outcome) {}

    /**
     * A level of a gate.
     *
     * @param status {@code pending}, {@code asked}, {@code approved}, {@code rejected}, {@code changes_requested},
     *     {@code passed_over}, {@code escalated}, {@code timed_out}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GateLevel(int level, String status, List<String> approvers, int quorum, boolean standIn) {}

    /**
     * Somebody who may decide in the place of an approver.
     *
     * @param since when the approver named them; {@code null} where the definition does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GateDelegate(
            String of, String to, @Nullable Instant since) {}

    /**
     * Reminders of a gate.
     *
     * @param sent so far
     * @param last when; {@code null} before the first
     * @param next when; {@code null} where none follows, and while the run is paused
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GateReminders(
            int sent, @Nullable Instant last, @Nullable Instant next) {}

    /**
     * A decision that counted.
     *
     * @param inPlaceOf the approver whose delegate decided; {@code null} where an approver did
     * @param channel {@code api} or {@code temporal}
     * @param inputs what was filled in; {@code null} for nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GateDecision(
            int level,
            String by,
            @Nullable String inPlaceOf,
            String decision,
            @Nullable String comment,
            Instant at,
            String channel,
            @Nullable Map<String, @Nullable Object> inputs) {}

    /**
     * Something that the run waits for.
     *
     * @param task path; empty where the run itself waits
     * @param kind {@code approval}, {@code event}, {@code person}, {@code timer}, {@code retry}, {@code slot}, {@code lease}, {@code cache},
     *     {@code store}
     * @param reason for people
     * @param until when the wait ends at the latest: its timer, or its timeout, or the deadline of the task; {@code null} where
     *     there is none, or it stands still
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Waiting(
            String task,
            String kind,
            String reason,
            Instant since,
            @Nullable Instant until) {
        /** Kind of what waits for the store of large values. */
        public static final String STORE = "store";

        /** One that nobody knows the end of. */
        public Waiting(String task, String kind, String reason, Instant since) {
            this(task, kind, reason, since, null);
        }
    }
}
