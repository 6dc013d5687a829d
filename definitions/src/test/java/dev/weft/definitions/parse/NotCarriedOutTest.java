package dev.weft.definitions.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class NotCarriedOutTest {
    @Test
    void shouldNoteActionsAndParametersWithoutAProblem() {
        assertThat(noted("{action: command, parameters: {argv: [ls]}}"))
                .containsExactly("/action the action \"command\"");
        assertThat(noted("{action: api_call, parameters: {url: \"https://a.org\", save_to: a, tls: {}}}"))
                .containsExactly(
                        "/parameters/save_to the parameter \"save_to\"", "/parameters/tls the parameter \"tls\"");
        assertThat(
                        noted(
                                "{action: approval_gate, parameters: {remind_every: 8h, levels: [{approvers: [anyone], when: true}]}}"))
                .isEmpty();
        assertThat(noted("{action: fail, parameters: {message: no}}")).isEmpty();
    }

    private static List<String> noted(String task) {
        ProblemCollector problems = new ProblemCollector(new SourceText("task.yaml", task));
        MapNode node = (MapNode) Objects.requireNonNull(NodeReader.read(problems));
        Parsing parsing = new Parsing(problems, BuiltInActions.registry());

        ActionSpec<?> action = Objects.requireNonNull(ActionLookup.find(parsing, node.get("action")));
        new ParameterParser(parsing, TemplateReader.ofParameters(parsing, "task", action))
                .parse(ShapeReader.of(action.parameters()), node.get("parameters"), node);

        assertThat(problems.hasErrorBelow(node.path())).isFalse();
        return parsing.later().stream()
                .map(one -> one.node().path() + " " + one.what())
                .toList();
    }
}
