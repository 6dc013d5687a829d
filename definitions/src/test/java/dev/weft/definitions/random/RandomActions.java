package dev.weft.definitions.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task calls, and what its output is known to have. */
final class RandomActions {
    private static final List<String> WORK = List.of("agent_task", "file_operation", "api_call", "command");

    private final Dice dice;
    private final RandomExpressions expressions;
    private final RandomValues values;

    RandomActions(Dice dice, RandomExpressions expressions, RandomValues values) {
        this.dice = dice;
        this.expressions = expressions;
        this.values = values;
    }

    /**
     * A call.
     *
     * @param action its name
     * @param fields of the task
     * @param output what may be read below the output; empty text for the output itself
     */
    record Call(String action, Fields fields, List<Ref> output) {
        /** Whether it makes attempts. */
        boolean works() {
            return WORK.contains(action) || action.equals("emit_event");
        }

        /** Whether there is something that could be undone. */
        boolean hasEffect() {
            return works() || action.equals("workflow_trigger");
        }
    }

    /** Any action. */
    Call any(Scope scope) {
        return switch (dice.below(15)) {
            case 0, 1 -> file(scope);
            case 2 -> api(scope);
            case 3 -> command(scope);
            case 4 -> event(scope);
            case 5 -> workflow(scope);
            case 6 -> gate(scope);
            case 7 -> condition(scope);
            case 8 -> await(scope);
            case 9 -> awaitEvent(scope);
            case 10 -> fail(scope);
            case 11, 12 -> transform(scope);
            default -> agent(scope);
        };
    }

    /** One that has an effect: what a fallback or compensation does, and what can be undone. */
    Call working(Scope scope) {
        return switch (dice.below(4)) {
            case 0 -> file(scope);
            case 1 -> api(scope);
            case 2 -> command(scope);
            default -> agent(scope);
        };
    }

    private Call agent(Scope scope) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("text", values.secretive(scope));
        given.put("more", values.any(scope));
        Fields fields = new Fields().and("action", "agent_task");
        if (dice.percent(50)) {
            fields.and("agent", dice.percent(70) ? "writer" : values.hole(Kind.TEXT, scope));
        } else {
            fields.and("capability", "writing");
        }
        values.maybe(fields, "operation", "write");
        values.maybe(fields, "parameters", dice.percent(90) ? given : new Parameters());
        return new Call("agent_task", fields, List.of());
    }

    private Call file(Scope scope) {
        return dice.percent(50)
                ? call(
                        "file_operation",
                        new Parameters()
                                .and("operation", "write")
                                .and("path", values.text(scope))
                                .and("encoding", "json")
                                .and("content", values.any(scope)),
                        new Ref(".path", Kind.TEXT),
                        new Ref(".size", Kind.WHOLE))
                : call(
                        "file_operation",
                        new Parameters()
                                .and("operation", "append")
                                .and("path", "log.txt")
                                .and("content", values.text(scope)),
                        new Ref(".path", Kind.TEXT));
    }

    private Call api(Scope scope) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        headers.put("X-Key", values.secretive(scope));
        Fields parameters = new Parameters().and("url", "https://example.com/v1");
        values.maybe(parameters, "headers", headers);
        if (dice.percent(40)) {
            parameters.and("method", "PUT").and("body", values.any(scope));
        } else {
            values.maybe(parameters, "method", "DELETE");
        }
        values.maybe(parameters, "auth", new Parameters().and("bearer", "${{ secrets['a-b'] }}"));
        values.maybe(parameters, "expect", List.of("2xx", 404L));
        return call("api_call", parameters, new Ref(".status", Kind.WHOLE), new Ref(".body", Kind.ANY));
    }

    private Call command(Scope scope) {
        Fields parameters = new Parameters().and("argv", List.of("sort", values.text(scope)));
        values.maybe(parameters, "stdin", values.any(scope));
        values.maybe(parameters, "folder", "data");
        values.maybe(
                parameters, "limits", new Parameters().and("memory", "512MiB").and("cpu", "30s"));
        values.maybe(parameters, "expect", List.of(0L, 1L));
        return call("command", parameters, new Ref(".exit_code", Kind.WHOLE), new Ref(".stdout", Kind.TEXT));
    }

    private Call event(Scope scope) {
        Fields parameters = new Parameters().and("type", "content.created");
        values.maybe(parameters, "data", values.any(scope));
        values.maybe(parameters, "subject", "s" + values.hole(Kind.TEXT, scope));
        return call("emit_event", parameters, new Ref(".id", Kind.TEXT));
    }

    private Call workflow(Scope scope) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("a", values.any(scope));
        Fields parameters = new Parameters().and("workflow", "other").and("wait", false);
        values.maybe(parameters, "revision", 3L);
        values.maybe(parameters, "inputs", inputs);
        return call("workflow_trigger", parameters, new Ref(".run_id", Kind.TEXT));
    }

    private Call gate(Scope scope) {
        Fields parameters = new Parameters();
        if (dice.percent(50)) {
            parameters.and("approvers", List.of("role:editor", "user:kim"));
            values.maybe(parameters, "quorum", 2L);
        } else {
            Fields first = new Parameters()
                    .and("approvers", List.of("anyone"))
                    .and("timeout", "24h")
                    .and("on_timeout", "escalate");
            values.maybe(first, "when", expressions.of(Kind.TRUTH, scope));
            Fields second = new Parameters().and("approvers", List.of("user:chief"));
            values.maybe(second, "stand_in", true);
            parameters.and("levels", List.of(first, second));
        }
        values.maybe(parameters, "title", values.text(scope));
        values.maybe(parameters, "four_eyes", true);
        values.maybe(parameters, "remind_every", "1h");
        values.maybe(parameters, "inputs", Map.of("amount", Map.of("type", "number")));
        return call("approval_gate", parameters, new Ref(".decision", Kind.TEXT));
    }

    private Call condition(Scope scope) {
        if (dice.percent(50)) {
            Fields parameters = new Parameters().and("condition", expressions.of(Kind.TRUTH, scope));
            values.maybe(parameters, "fail_if_false", true);
            return call("condition_check", parameters, new Ref(".result", Kind.TRUTH));
        }
        RandomValues.Passed passed = values.passed(scope);
        Fields one =
                new Parameters().and("when", expressions.of(Kind.TRUTH, scope)).and("value", passed.value());
        Fields parameters = new Parameters().and("cases", List.of(one));
        values.maybe(parameters, "else", dice.percent(50) ? passed.value() : values.any(scope));
        return call(
                "condition_check",
                parameters,
                RandomValues.below(passed.below(), ".value").toArray(Ref[]::new));
    }

    private Call await(Scope scope) {
        return call(
                "wait",
                dice.pick(
                        new Parameters().and("for", values.duration(scope)),
                        new Parameters().and("until", "2030-03-01T12:00:00Z"),
                        new Parameters().and("cron", "0 6 * * 1-5").and("timezone", "Europe/Stockholm")));
    }

    private Call awaitEvent(Scope scope) {
        Fields parameters = new Parameters().and("type", "content.created");
        values.maybe(
                parameters,
                "filter",
                expressions.of(Kind.TRUTH, scope.with("event", List.of(new Ref("event.type", Kind.TEXT)))));
        return call("wait_for_event", parameters, new Ref(".type", Kind.TEXT));
    }

    private Call fail(Scope scope) {
        Fields parameters = new Parameters().and("message", values.text(scope));
        values.maybe(parameters, "code", "stopped");
        return call("fail", parameters);
    }

    private Call transform(Scope scope) {
        if (dice.percent(40)) {
            RandomValues.Passed passed = values.passed(scope);
            return call(
                    "transform",
                    new Parameters().and("value", passed.value()),
                    passed.below().toArray(Ref[]::new));
        }
        RandomValues.Valued value = values.valued(scope, 2);
        return call("transform", new Parameters().and("value", value.value()), new Ref("", value.kind()));
    }

    private static Call call(String action, Fields parameters, Ref... output) {
        return new Call(action, new Fields().and("action", action).and("parameters", parameters), List.of(output));
    }
}
