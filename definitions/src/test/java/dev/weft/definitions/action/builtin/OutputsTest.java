package dev.weft.definitions.action.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What outputs are by their parameters, as these stand in a definition. */
final class OutputsTest {
    private static final Template COMPUTED = new Template.Computed(new Expression("inputs.x"));

    @Test
    void shouldKnowTheFieldsOfAFileOperationByItsOperationAndEncoding() {
        assertThat(fields(FileOperation.SPEC, "operation", "read")).containsEntry("content", Outputs.TEXT);
        assertThat(fields(FileOperation.SPEC, "operation", "read", "encoding", "json"))
                .containsEntry("content", Outputs.ANY);
        assertThat(fields(FileOperation.SPEC, "operation", "read", "encoding", "csv"))
                .extractingByKey("content")
                .asString()
                .contains("array");
        assertThat(fields(FileOperation.SPEC, "operation", "read", "encoding", COMPUTED))
                .containsEntry("content", Outputs.ANY);
        assertThat(fields(FileOperation.SPEC, "operation", "delete")).containsOnlyKeys("path", "deleted");
        assertThat(given(FileOperation.SPEC, Set.of(), "operation", COMPUTED))
                .isInstanceOfSatisfying(
                        Output.OneOf.class, one -> assertThat(one.choices()).hasSize(9));
    }

    @Test
    void shouldKnowWhichParametersAConditionCheckTakesItsValueFrom() {
        Template cases = new Template.Items(List.of(
                new Template.Fields(Map.of("value", COMPUTED)), new Template.Fields(Map.of("value", COMPUTED))));

        assertThat(given(ConditionCheck.SPEC, Set.of("/cases/0/when", "/cases/1/when"), "cases", cases))
                .isEqualTo(new Output.Fields(
                        Map.of("value", new Output.SameAs(List.of("/cases/0/value", "/cases/1/value", "/else")))));
        assertThat(given(ConditionCheck.SPEC, Set.of("/condition"))).isEqualTo(Outputs.map("result", Outputs.BOOLEAN));
        assertThat(given(Transform.SPEC, Set.of(), "value", COMPUTED)).isEqualTo(new Output.SameAs(List.of("/value")));
    }

    @Test
    void shouldKnowWhatAGateAsksFor() {
        Template amount = new Template.Fields(Map.of("type", new Template.Literal("number")));
        Template inputs = new Template.Fields(Map.of("amount", amount));
        Template open = new Template.Fields(Map.of("amount", new Template.Fields(Map.of("default", COMPUTED))));

        assertThat(given(ApprovalGate.SPEC, Set.of()))
                .isInstanceOfSatisfying(
                        Output.Fields.class, gate -> assertThat(gate.fields()).doesNotContainKey("inputs"));
        assertThat(given(ApprovalGate.SPEC, Set.of(), "inputs", inputs).toString())
                .contains("amount=Schema[schema={type=number}]");
        assertThat(given(ApprovalGate.SPEC, Set.of(), "inputs", open))
                .isInstanceOfSatisfying(
                        Output.Fields.class,
                        gate -> assertThat(gate.fields()).containsEntry("inputs", Output.Elsewhere.UNKNOWN));
    }

    @Test
    void shouldKnowWhatIsGivenByAWordOrAFlag() {
        assertThat(given(WorkflowTrigger.SPEC, Set.of())).isEqualTo(Output.Elsewhere.OF_WORKFLOW);
        assertThat(fields(WorkflowTrigger.SPEC, "wait", false)).containsOnlyKeys("run_id");
        assertThat(given(WorkflowTrigger.SPEC, Set.of(), "wait", COMPUTED)).isInstanceOf(Output.OneOf.class);
        assertThat(fields(WaitForEvent.SPEC, "on_timeout", "fail")).containsKey("data");
        assertThat(given(WaitForEvent.SPEC, Set.of(), "on_timeout", "continue")).isInstanceOf(Output.OneOf.class);
        assertThat(fields(Command.SPEC)).containsEntry("stdout", Outputs.TEXT);
        assertThat(fields(Command.SPEC, "stdout", "json")).containsEntry("stdout", Outputs.ANY);
        assertThat(fields(ApiCall.SPEC)).containsEntry("body", Outputs.ANY).doesNotContainKey("path");
        assertThat(fields(ApiCall.SPEC, "response", "text")).containsEntry("body", Outputs.TEXT);
        assertThat(fields(ApiCall.SPEC, "save_to", COMPUTED))
                .containsKeys("path", "size")
                .doesNotContainKey("body");
        assertThat(given(AgentTask.SPEC, Set.of())).isEqualTo(Output.Elsewhere.OF_AGENT);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(ActionSpec<?> action, Object... parameters) {
        Output output = given(action, Set.of(), parameters);
        assertThat(output).isInstanceOf(Output.Schema.class);
        return (Map<String, Object>)
                Objects.requireNonNull(((Output.Schema) output).schema().get("properties"));
    }

    private static Output given(ActionSpec<?> action, Set<String> conditions, Object... parameters) {
        Map<String, Template> fields = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            Object value = parameters[i + 1];
            fields.put(
                    (String) parameters[i],
                    value instanceof Template template ? template : new Template.Literal(value));
        }
        return action.output().given(WrittenParameters.of(new Template.Fields(fields), conditions));
    }
}
