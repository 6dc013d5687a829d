package dev.weft.worker.interpreter.attempt;

import dev.weft.definitions.action.builtin.ConditionCheck;
import dev.weft.definitions.action.builtin.Fail;
import dev.weft.definitions.action.builtin.Transform;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.Secrets;
import dev.weft.worker.protocol.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Actions that are functions of their parameters: computed in the run itself, they cost no event. */
public final class PureActions {
    private PureActions() {}

    /** What came of it. */
    public sealed interface Outcome {
        record Output(@Nullable Object value) implements Outcome {}

        record Failed(Failure failure) implements Outcome {}
    }

    public static Outcome compute(Work.ActionCall call, Scope scope) throws EvaluationException {
        String name = call.action().name();
        if (name.equals(Transform.SPEC.name())) {
            return output(evaluate(call.parameters(), "value", scope));
        }
        if (name.equals(ConditionCheck.SPEC.name())) {
            return call.conditions().containsKey("/condition") ? condition(call, scope) : cases(call, scope);
        }
        if (name.equals(Fail.SPEC.name())) {
            Object code = evaluate(call.parameters(), "code", scope);
            Object message = evaluate(call.parameters(), "message", scope);
            return new Outcome.Failed(
                    Failure.permanent(code == null ? "failed" : code.toString(), String.valueOf(message)));
        }
        throw new IllegalStateException("Expected a pure action, but found " + name);
    }

    private static Outcome condition(Work.ActionCall call, Scope scope) throws EvaluationException {
        Expression condition = Objects.requireNonNull(call.conditions().get("/condition"));
        boolean holds = Conditions.holds(condition, scope);
        if (!holds && Boolean.TRUE.equals(evaluate(call.parameters(), "fail_if_false", scope))) {
            return new Outcome.Failed(Failure.permanent("condition_false", "The condition is false: " + condition));
        }
        return output(Map.of("result", holds));
    }

    private static Outcome cases(Work.ActionCall call, Scope scope) throws EvaluationException {
        int count = call.parameters().fields().get("cases") instanceof Template.Items items
                ? items.items().size()
                : 0;
        for (int i = 0; i < count; i++) {
            Expression when = call.conditions().get("/cases/%d/when".formatted(i));
            if (when != null && Conditions.holds(when, scope)) {
                return value(caseValue(call.parameters(), i, scope));
            }
        }
        return value(evaluate(call.parameters(), "else", scope));
    }

    private static @Nullable Object caseValue(Template.Fields parameters, int index, Scope scope)
            throws EvaluationException {
        return parameters.fields().get("cases") instanceof Template.Items items
                        && items.items().get(index) instanceof Template.Fields fields
                ? evaluate(fields, "value", scope)
                : null;
    }

    /** A parameter's value. A secret would enter the history with it: refused, should a plan hold one after all. */
    private static @Nullable Object evaluate(Template.Fields parameters, String name, Scope scope)
            throws EvaluationException {
        Template template = parameters.fields().get(name);
        Object value = template == null ? null : template.evaluate(scope);
        if (Secrets.in(value)) {
            throw new EvaluationException(
                    String.valueOf(template),
                    "Expected a value without secrets, but found one: only parameters of tasks that work outside of the"
                            + " run may refer to secrets.");
        }
        return value;
    }

    private static Outcome value(@Nullable Object value) {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("value", value);
        return output(output);
    }

    private static Outcome output(@Nullable Object value) {
        return new Outcome.Output(value);
    }
}
