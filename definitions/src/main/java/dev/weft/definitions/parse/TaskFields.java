package dev.weft.definitions.parse;

import java.util.List;
import java.util.stream.Stream;

/** The fields of tasks, in the order of the reference. */
final class TaskFields {
    static final Form.Choice JOIN =
            new Form.Choice(List.of("success", "none_failed", "all_completed", "any_completed", "always"));
    static final Form.Choice PLACEMENT = new Form.Choice(List.of("auto", "local", "remote"));
    static final Form.Choice ON_FAILURE = new Form.Choice(List.of("fail", "skip", "pause", "rollback"));
    static final Form.Choice AFTER = new Form.Choice(List.of("success", "attempt"));

    private static final List<Field> PEOPLE = List.of(
            Field.optional("name", Form.Simple.TEXT, "For people; by default the id."),
            Field.optional("description", Form.Simple.TEXT, "For people, Markdown."));

    private static final List<Field> GRAPH = List.of(
            Field.optional(
                    "needs",
                    new Form.Needs(),
                    "Ids of the tasks that must end first, or `all`: every other task that doesn't say so too."),
            Field.optional(
                    "join",
                    JOIN,
                    "When it runs, once its needs have ended. `success` (default): none failed and at least one"
                            + " completed; `none_failed`: also when all were skipped, none because of a failure;"
                            + " `all_completed`; `any_completed`; `always`: whatever happened."),
            Field.optional("when", Form.Simple.CEL, "Bare CEL, evaluated once after the join; false: it is skipped."));

    private static final List<Field> CALL = List.of(
            Field.required("action", Form.Simple.ID, "What it does, such as action: agent_task."),
            Field.optional("agent", new Form.Computable(Names.AGENT), "Of agent_task: the agent's name."),
            Field.optional(
                    "capability",
                    Form.Simple.TEMPLATE,
                    "Of agent_task, instead of agent: of the agents that have it, the first by name is taken."),
            Field.optional("operation", Form.Simple.TEMPLATE, "Of agent_task: which of the agent's operations."),
            Field.optional("parameters", new Form.Parameters(), "What the action takes."));

    private static final List<Field> BLOCK = List.of(
            new Field(
                    "tasks",
                    new Form.Named(new Form.Structure(() -> TaskFields.TASK), Ids.TASKS, Form.Empty.REFUSED),
                    true,
                    "Instead of an action: a block, a graph of its own.",
                    false),
            Field.optional("mode", PolicyParser.MODE, "Of a block, as in policy."),
            Field.optional(
                    "outputs",
                    new Form.Named(Form.Simple.ANY, null, Form.Empty.MAP),
                    "Of a block: what it gives; by default the map of its tasks' outputs."));

    private static final List<Field> LOOPS = List.of(
            Field.optional("for_each", new Form.Structure(() -> ForEachParser.CONSTRUCT), "Once for each item."),
            Field.optional("repeat", new Form.Structure(() -> RepeatParser.CONSTRUCT), "Again and again."));

    private static final List<Field> ATTEMPTS = List.of(
            Field.optional("timeout", Form.Simple.DURATION, "Of one attempt."),
            Field.optional(
                    "heartbeat",
                    Form.Simple.DURATION,
                    "An attempt that shows no sign of life for so long is lost and made again."));

    private static final List<Field> WHOLE = List.of(
            Field.optional("deadline", Form.Simple.DURATION, "Of all attempts and waits together."),
            Field.optional("sla", Form.Simple.DURATION, "After so long an alert is raised; the task goes on."));

    private static final List<Field> FAILURE = List.of(
            Field.optional(
                    "retry", new Form.Structure(() -> RetryParser.CONSTRUCT), "Of failed attempts; by default one."),
            Field.optional(
                    "on_failure",
                    new Form.Either(ON_FAILURE, new Form.Structure(() -> TaskFields.RUN_INSTEAD)),
                    "`fail` (default): dependents are skipped, independent branches go on, then the run fails;"
                            + " `skip`: the run goes on as if it had completed with output null; `pause`: it waits for a"
                            + " person; `rollback`: the run is undone at once; `{run: …}`: another task is done"
                            + " instead."));

    // A compensation is part of a rollback: it can't ask for one.
    private static final List<Field> FAILURE_OF_UNDOING = List.of(
            FAILURE.getFirst(),
            Field.optional(
                    "on_failure",
                    new Form.Either(
                            new Form.Choice(List.of("fail", "skip", "pause")),
                            new Form.Structure(() -> TaskFields.RUN_INSTEAD)),
                    FAILURE.getLast().doc()));

    private static final List<Field> UNDO = List.of(Field.optional(
            "compensate", new Form.Structure(() -> TaskFields.COMPENSATION), "How to undo it: a task in place."));

    private static final List<Field> REST = List.of(
            Field.optional(
                    "concurrency",
                    new Form.Structure(() -> ConcurrencyParser.CONSTRUCT),
                    "How many may run at once, over all runs, that share a key."),
            Field.optional(
                    "cache",
                    new Form.Structure(() -> CacheParser.CONSTRUCT),
                    "A completed output with the same content and key is taken."),
            Field.optional("placement", PLACEMENT, "`auto` (default), `local` or `remote`."),
            Field.optional(
                    "resources",
                    new Form.Structure(() -> ResourcesParser.CONSTRUCT),
                    "What an attempt takes up of its worker: it waits until one has room."));

    /** A task that calls an action. */
    static final Construct CALLING =
            of("a task", PEOPLE, GRAPH, CALL, optional(BLOCK), LOOPS, ATTEMPTS, WHOLE, FAILURE, UNDO, REST);

    /** A task that holds tasks. */
    static final Construct HOLDING =
            of("a task", PEOPLE, GRAPH, optional(CALL), BLOCK, LOOPS, ATTEMPTS, WHOLE, FAILURE, UNDO, REST);

    /** Any task, for the schema. */
    static final Construct TASK =
            of("a task", PEOPLE, GRAPH, optional(CALL), optional(BLOCK), LOOPS, ATTEMPTS, WHOLE, FAILURE, UNDO, REST);

    /** A fallback that calls an action. */
    static final Construct FALLBACK_CALLING = of("a fallback", PEOPLE, CALL, optional(BLOCK), ATTEMPTS, FAILURE, UNDO);

    /** A fallback that holds tasks. */
    static final Construct FALLBACK_HOLDING = of("a fallback", PEOPLE, optional(CALL), BLOCK, ATTEMPTS, FAILURE, UNDO);

    /** Any fallback, for the schema. */
    static final Construct FALLBACK =
            of("a fallback", PEOPLE, optional(CALL), optional(BLOCK), ATTEMPTS, FAILURE, UNDO);

    private static final List<Field> WHEN_TO_UNDO = List.of(Field.optional(
            "after",
            AFTER,
            "`success` (default): the task completed; `attempt`: also when it failed or was cancelled, as its effect may"
                    + " exist."));

    /** A compensation that calls an action. */
    static final Construct COMPENSATION_CALLING = of(
                    "a compensation", PEOPLE, WHEN_TO_UNDO, CALL, optional(BLOCK), ATTEMPTS, FAILURE_OF_UNDOING)
            .knowing(OtherName.OF_COMPENSATION);

    /** A compensation that holds tasks. */
    static final Construct COMPENSATION_HOLDING =
            of("a compensation", PEOPLE, WHEN_TO_UNDO, optional(CALL), BLOCK, ATTEMPTS, FAILURE_OF_UNDOING);

    /** Any compensation, for the schema. */
    static final Construct COMPENSATION =
            of("a compensation", PEOPLE, WHEN_TO_UNDO, optional(CALL), optional(BLOCK), ATTEMPTS, FAILURE_OF_UNDOING);

    /** {@code on_failure: {run: …}}. */
    static final Construct RUN_INSTEAD = new Construct(
            "on_failure",
            List.of(Field.required(
                    "run", new Form.Structure(() -> TaskFields.FALLBACK), "The task that is done instead.")),
            () -> TaskFields.TASK,
            OtherName.OF_ON_FAILURE);

    private TaskFields() {}

    @SafeVarargs
    private static Construct of(String name, List<Field>... groups) {
        return new Construct(name, Stream.of(groups).flatMap(List::stream).toList(), OtherName.OF_TASK)
                .exactlyOne("action", "tasks");
    }

    private static List<Field> optional(List<Field> fields) {
        return fields.stream()
                .map(field -> new Field(field.name(), field.form(), false, field.doc(), field.later()))
                .toList();
    }
}
