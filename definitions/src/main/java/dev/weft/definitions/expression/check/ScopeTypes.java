package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of the names that the language puts into scope. */
public final class ScopeTypes {
    private ScopeTypes() {}

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
        return Fields.closed(fields);
    }

    /** {@code tasks.<id>}: what is known of a task. */
    public static Type task(Type output) {
        Map<String, Type> fields = new LinkedHashMap<>();
        fields.put("output", output);
        fields.put("status", Simple.STRING);
        fields.put("error", Fields.closed(Map.of("code", Simple.STRING, "message", Simple.STRING)));
        fields.put("attempts", Simple.INTEGER);
        Map<String, Type> failure = new LinkedHashMap<>();
        failure.put("index", Simple.INTEGER);
        failure.put("item", Simple.ANY);
        failure.put("error", Fields.closed(Map.of("code", Simple.STRING, "message", Simple.STRING)));
        fields.put("failures", new ListOf(Fields.closed(failure)));
        return Fields.closed(fields);
    }

    /**
     * {@code tasks}.
     *
     * @param outputs types of the outputs of the tasks that may be read, by id
     * @param absent ids that may not, with the reason
     */
    public static Type tasks(Map<String, ? extends Type> outputs, Map<String, Absent> absent) {
        Map<String, Type> fields = new LinkedHashMap<>();
        outputs.forEach((id, output) -> fields.put(id, task(output)));
        Map<String, Absent> others = new LinkedHashMap<>(absent);
        others.keySet().removeAll(fields.keySet());
        return new Fields(fields, others, false);
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
     */
    public static Absent notUpstream(String id, @Nullable String self, boolean undoes) {
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
                self == null ? "" : "Add " + id + " to needs of " + self);
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
        fields.put("status", Simple.STRING);
        fields.put("error", Fields.closed(Map.of("code", Simple.STRING, "message", Simple.STRING)));
        return Fields.closed(fields);
    }

    /** {@code event}: a CloudEvent, of whatever extensions. */
    public static Type event() {
        Map<String, Type> fields = new LinkedHashMap<>();
        fields.put("id", Simple.STRING);
        fields.put("source", Simple.STRING);
        fields.put("type", Simple.STRING);
        fields.put("subject", Simple.STRING);
        fields.put("time", Simple.STRING);
        fields.put("data", Simple.ANY);
        return new Fields(fields, Map.of(), true);
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
