package dev.weft.definitions.parse;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name that older versions, dialects or other products have for a field of this language.
 *
 * @param field that is meant; {@code null} where it has none of its own
 * @param same whether its value means the same here, so that it can be read as that field
 * @param cure what to do
 */
record OtherName(@Nullable String field, boolean same, String cure) {
    /** Of a definition. */
    static final Map<String, OtherName> OF_DEFINITION = Map.ofEntries(
            same("jobs", "tasks"),
            other("max_concurrency", "policy", "Write policy: {max_concurrent: …}."),
            other("execution_mode", "policy", "Write policy: {mode: parallel} or policy: {mode: sequential}."),
            other("schedule", "triggers", "Write triggers: {<name>: {schedule: {cron: …}}}."));

    /** Of a task. */
    static final Map<String, OtherName> OF_TASK = Map.ofEntries(
            same("dependencies", "needs"),
            same("depends_on", "needs"),
            same("agent_id", "agent"),
            other(
                    "agents",
                    "agent",
                    "Write agent: and one name: a task has one agent. Give each agent a task of its own."),
            same("condition", "when"),
            same("if", "when"),
            same("config", "parameters"),
            same("params", "parameters"),
            same("args", "parameters"),
            same("with", "parameters"),
            same("data", "parameters"),
            same("steps", "tasks"),
            same("retry_policy", "retry"),
            other("conditions", "when", "Write when: and one expression; && joins those that must all hold."),
            other("retry_count", "retry", "Write retry: {max_attempts: …}, one more, as the first attempt counts."),
            other("retries", "retry", "Write retry: {max_attempts: …}, one more, as the first attempt counts."),
            other("retry_delay", "retry", "Write it in retry, with a unit: retry: {max_attempts: …, delay: 5s}."),
            other("execution_mode", null, "Write policy: {mode: …} at the top, or let tasks need one another."),
            other("checkpoint", null, "Remove it: whatever a task has done is kept anyway."),
            other("priority", null, "It is a field of policy: write policy: {priority: …} at the top."),
            other("task_type", "action", "Write action: agent_task, and the name of who does it as agent."),
            other("factory", "action", "Write action: agent_task, and the name of who does it as agent."),
            other("uses", "action", "Write action: and what it does, such as action: agent_task."),
            other("type", "action", "Write action: and what it does, such as action: agent_task."),
            other("run", "action", "Write action: command and parameters: {argv: […]}."),
            other("env", null, "It is a parameter of the action command: write parameters: {env: …}."));

    /** Of {@code on_failure}: what is done instead is below run. */
    static final Map<String, OtherName> OF_ON_FAILURE = Map.ofEntries(
            other("action", "run", "Write run: before it: on_failure: {run: {action: …}}."),
            other("agent", "run", "Write it below run: on_failure: {run: {action: agent_task, agent: …}}."),
            other("tasks", "run", "Write run: before it: on_failure: {run: {tasks: …}}."),
            other("parameters", "run", "Write it below run: on_failure: {run: {action: …, parameters: …}}."));

    /** Of {@code compensate}, which is the task itself. */
    static final Map<String, OtherName> OF_COMPENSATION =
            Map.ofEntries(other("run", null, "Write the task itself, without run: compensate: {action: …}."));

    /** Of {@code retry}. */
    static final Map<String, OtherName> OF_RETRY = Map.ofEntries(
            other("count", "max_attempts", "Write max_attempts: and one more, as the first attempt counts."),
            other("retries", "max_attempts", "Write max_attempts: and one more, as the first attempt counts."),
            other("max_retries", "max_attempts", "Write max_attempts: and one more, as the first attempt counts."),
            same("interval", "delay"),
            same("multiplier", "backoff"));

    /** Of {@code for_each}. */
    static final Map<String, OtherName> OF_FOR_EACH = Map.ofEntries(
            other(
                    "concurrency",
                    "max_concurrent",
                    "Write max_concurrent: and how many items go on at once; concurrency with a key is written beside"
                            + " for_each."),
            same("parallelism", "max_concurrent"),
            same("max_parallel", "max_concurrent"));

    /** Fields of {@code repeat}. */
    static final Map<String, OtherName> OF_REPEAT = Map.ofEntries(
            same("max_iterations", "max"),
            same("max_turns", "max"),
            same("max_times", "max"),
            same("max_attempts", "max"),
            same("times", "max"),
            same("interval", "delay"));

    private static Map.Entry<String, OtherName> same(String name, String field) {
        return Map.entry(name, new OtherName(field, true, "Here it is \"" + field + "\"."));
    }

    private static Map.Entry<String, OtherName> other(String name, @Nullable String field, String cure) {
        return Map.entry(name, new OtherName(field, false, cure));
    }
}
