package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.builtin.ConditionCheck;
import dev.weft.definitions.action.builtin.Fail;
import dev.weft.definitions.action.builtin.Transform;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.attempt.PureActions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A definition with a secret in such a place is refused when it is read; a plan that holds one after all goes no further. */
final class PureActionsTest {
    private static final Template SECRET =
            new Template.Text(List.of(new Template.Part.Plain("key "), new Template.Part.Secret("TOKEN")));

    @Test
    void shouldRefuseSecretsWhereverTheyWouldEnterTheHistory() {
        refuses(Transform.SPEC, Map.of("value", new Template.Items(List.of(SECRET))));
        refuses(ConditionCheck.SPEC, Map.of("else", SECRET));
        refuses(Fail.SPEC, Map.of("message", SECRET));
        refuses(Fail.SPEC, Map.of("message", new Template.Literal("no"), "code", SECRET));
    }

    private static void refuses(ActionSpec<?> action, Map<String, Template> parameters) {
        Work.ActionCall call = new Work.ActionCall(action, null, null, null, new Template.Fields(parameters), Map.of());

        assertThatThrownBy(() -> PureActions.compute(call, name -> null))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("Expected a value without secrets");
    }
}
