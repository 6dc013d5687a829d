package dev.weft.definitions.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Later;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NotCarriedOutTest {
    private static final ActionRegistry REGISTRY = BuiltInActions.registry()
            .with(List.of(
                    new ActionSpec<>("whistle", "Whistles.", Tune.class, Trait.WORK, Output.Elsewhere.UNKNOWN, true),
                    new ActionSpec<>("sing", "Sings.", Song.class, Trait.WORK)));

    /** Parameters of an action that isn't carried out. */
    record Tune(@Doc("Which one.") String name) {}

    /** Parameters that aren't all carried out. */
    record Song(
            @Doc("Which one.") String name,
            @Later @Doc("How loud.") @Nullable Long volume,
            @Later @Doc("Who with.") @Nullable List<String> choir) {}

    @Test
    void shouldNoteActionsAndParametersWithoutAProblem() {
        assertThat(noted("{action: whistle, parameters: {name: a}}")).containsExactly("/action the action \"whistle\"");
        assertThat(noted("{action: sing, parameters: {name: a, volume: 3, choir: []}}"))
                .containsExactly(
                        "/parameters/volume the parameter \"volume\"", "/parameters/choir the parameter \"choir\"");
        assertThat(noted("{action: sing, parameters: {name: a}}")).isEmpty();
        assertThat(
                        noted(
                                "{action: approval_gate, parameters: {remind_every: 8h, levels: [{approvers: [anyone], when: true}]}}"))
                .isEmpty();
        assertThat(noted("{action: fail, parameters: {message: no}}")).isEmpty();
    }

    private static List<String> noted(String task) {
        ProblemCollector problems = new ProblemCollector(new SourceText("task.yaml", task));
        MapNode node = (MapNode) Objects.requireNonNull(NodeReader.read(problems));
        Parsing parsing = new Parsing(problems, REGISTRY);

        ActionSpec<?> action = Objects.requireNonNull(ActionLookup.find(parsing, node.get("action")));
        new ParameterParser(parsing, TemplateReader.ofParameters(parsing, "task", action))
                .parse(ShapeReader.of(action.parameters()), node.get("parameters"), node);

        assertThat(problems.hasErrorBelow(node.path())).isFalse();
        return parsing.later().stream()
                .map(one -> one.node().path() + " " + one.what())
                .toList();
    }
}
