package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.check.Type.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types of the names that the language puts into scope. */
public final class ScopeTypes {
    /** What a task is about. */
    public static final Words TASK_STATUS =
            Words.closed("PENDING", "RUNNING", "WAITING", "COMPLETED", "FAILED", "SKIPPED", "CANCELLED", "COMPENSATED");

    /** What a task is about that has ended. */
    public static final Words TASK_END = Words.closed("COMPLETED", "FAILED", "SKIPPED", "CANCELLED", "COMPENSATED");

    /** What a run is about. */
    public static final Words RUN_STATUS = Words.closed(
            "RUNNING",
            "WAITING",
            "PAUSED",
            "COMPLETED",
            "FAILED",
            "CANCELLED",
            "TIMED_OUT",
            "ROLLING_BACK",
            "ROLLED_BACK",
            "TERMINATED");

    /** Error codes of the language and of its own actions. What a task works with may have others. */
    public static final Words CODES = new Words(
            List.of(
                    "timeout",
                    "deadline",
                    "lost",
                    "invalid_parameters",
                    "expression",
                    "condition_false",
                    "repeat_exhausted",
                    "cancelled",
                    "not_found",
                    "access_denied",
                    "unreachable",
                    "connection_lost",
                    "egress_refused"),
            false);

    private static final Fields EVENT = new Fields(eventAttributes(), Map.of(), Fields.Others.UNDECLARED);

    /** Attributes that each event has; those that extend it have other names. */
    static final Set<String> EVENT_ATTRIBUTES = EVENT.fields().keySet();

    private ScopeTypes() {}

    private static Map<String, Type> eventAttributes() {
        Map<String, Type> attributes = new LinkedHashMap<>();
        attributes.put("id", Simple.STRING);
        attributes.put("source", Simple.STRING);
        attributes.put("type", Simple.STRING);
        attributes.put("subject", Simple.STRING);
        attributes.put("time", Simple.STRING);
        attributes.put("data", Simple.ANY);
        return attributes;
    }

    /**
     * {@code inputs}.
     *
     * @param schemas by name; {@code null} where any input is accepted
     */
    public static Type inputs(@Nullable Map<String, ? extends @Nullable Object> schemas) {
        if (schemas == null) {
            return new MapOf(Simple.ANY);
        }
        Map<String, Type> fields = new LinkedHashMap<>();
        schemas.forEach((name, schema) -> fields.put(name, SchemaTypes.of(schema)));
        return Fields.scope(fields, Map.of());
    }

    /**
     * {@code tasks.<id>}: what is known of a task.
     *
     * @param codes of its errors
     * @param status what it can be about
     */
    public static Type task(Type output, Type codes, Type status) {
        Map<String, Type> fields = new LinkedHashMap<>();
        fields.put("output", output);
        fields.put("status", status);
        fields.put("error", error(codes));
        fields.put("attempts", Simple.INTEGER);
        Map<String, Type> failure = new LinkedHashMap<>();
        failure.put("index", Simple.INTEGER);
        failure.put("item", Simple.ANY);
        failure.put("error", error(codes));
        fields.put("failures", new ListOf(Fields.closed(failure)));
        return Fields.scope(fields, Map.of());
    }

    /**
     * A task that has failed, as its fallback sees it.
     *
     * @param codes of its error
     * @param status of it
     */
    public static Type failed(String id, Type codes, Type status) {
        Map<String, Type> fields = new LinkedHashMap<>(((Fields) task(Simple.NULL, codes, status)).fields());
        fields.remove("output");
        return Fields.scope(
                fields,
                Map.of(
                        "output",
                        new Absent(
                                Flaw.Kind.CONSTANT,
                                "Expected what a task that has failed leaves behind, but found its output, which is always null",
                                "Read tasks." + id + ".error, or the output of another task.")));
    }

    private static Type error(Type codes) {
        Map<String, Type> fields = new LinkedHashMap<>();
        fields.put("code", codes);
        fields.put("message", Simple.STRING);
        return Fields.closed(fields);
    }

    /**
     * {@code tasks}.
     *
     * @param tasks those that may be read, by id, each as {@link #task} gives it
     * @param absent ids that may not, with the reason
     */
    public static Type tasks(Map<String, ? extends Type> tasks, Map<String, Absent> absent) {
        Map<String, Absent> others = new LinkedHashMap<>(absent);
        others.keySet().removeAll(tasks.keySet());
        return Fields.scope(new LinkedHashMap<>(tasks), others);
    }

    /** Why an id that no task has can't be read. */
    public static Absent unknownTask(String id, String hint) {
        return new Absent(Flaw.Kind.UNKNOWN_TASK, "Expected the id of a task, but found \"" + id + '"', hint);
    }

    /**
     * Why a task that has not certainly ended can't be read.
     *
     * @param self task beside it that asks, or whose block does; {@code null} where it isn't a task that asks
     * @param undoes whether the expression is of the compensation of that task
     * @param relation how the two stand to one another
     * @param needs what the field is called in which the one could name the other; {@code null} where there is none
     */
    public static Absent notUpstream(
            String id, @Nullable String self, boolean undoes, Upstream relation, @Nullable String needs) {
        if (id.equals(self)) {
            return new Absent(
                    Flaw.Kind.NOT_UPSTREAM,
                    "Expected another task, but found " + id + " itself, which has no output before it ends",
                    undoes ? "What it gave is output here" : "Refer to a task upstream of it");
        }
        return new Absent(
                Flaw.Kind.NOT_UPSTREAM,
                self == null
                        ? "Expected a task that has ended by then, but found " + id
                        : "Expected a task upstream of " + self + ", but " + id + " may not have ended when it starts",
                self == null ? "" : needs == null ? "No task waits for another here" : cure(id, self, relation, needs));
    }

    private static String cure(String id, String self, Upstream relation, String needs) {
        return switch (relation) {
            case ADDABLE -> "Add " + id + " to " + needs + " of " + self;
            case BOTH_NEED_ALL ->
                "Tasks with needs: all don't wait for one another: list the needs of " + id + " instead, without "
                        + self;
            case DOWNSTREAM -> "It runs after " + self + ": read it in a task that needs " + id;
        };
    }

    /** {@code run}. */
    public static Type run() {
        Map<String, Type> fields = new LinkedHashMap<>();
        fields.put("id", Simple.STRING);
        fields.put("workflow", Simple.STRING);
        fields.put("revision", Simple.INTEGER);
        fields.put("started_at", Simple.TIMESTAMP);
        fields.put("started_by", Simple.STRING);
        fields.put("labels", new MapOf(Simple.STRING));
        fields.put("status", RUN_STATUS);
        fields.put("error", error(Simple.STRING));
        return Fields.closed(fields);
    }

    /** {@code event}: a CloudEvent, of whatever extensions. */
    public static Type event() {
        return EVENT;
    }

    /** {@code request}: what called a webhook. */
    public static Type request() {
        Map<String, Type> fields = new LinkedHashMap<>();
        fields.put("body", Simple.ANY);
        fields.put("headers", new MapOf(Simple.STRING));
        fields.put("query", new MapOf(Simple.ANY));
        return Fields.closed(fields);
    }

    /** {@code schedule}: the time that came. */
    public static Type schedule() {
        return Fields.closed(Map.of("time", Simple.TIMESTAMP));
    }

    /** Why {@code secrets} can't be part of an expression. */
    public static Absent secrets() {
        return new Absent(
                Flaw.Kind.SECRET,
                "Expected a value, but found a secret, which never enters an expression",
                "In parameters, let ${{ secrets.NAME }} stand alone inside of its braces");
    }
}
