package dev.weft.definitions.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made up for definitions, by how they use it. */
class GuessesTest {
    private static final String HEAD = "version: \"3.0.0\"\nid: tried\n";
    private static final String AGENT = "{action: agent_task, agent: one}";

    private static Definition definition(String text) {
        Reading reading = Definitions.read(new SourceText("tried.yaml", HEAD + text), Surroundings.UNKNOWN);
        return Objects.requireNonNull(reading.definition(), reading.problems().toString());
    }

    private static Guesses guesses(String text) {
        return Guesses.of(definition(text), Map.of(), Map.of(), Map.of("id", "tried-1"));
    }

    /** A definition whose last task reads the output of the first. */
    private static @Nullable Object output(String reads) {
        return guesses("tasks:\n  one: " + AGENT + "\n  two:\n    needs: [one]\n    " + reads + "\n")
                .outputs()
                .get("one");
    }

    private static String transform(String expression) {
        return "action: transform\n    parameters: {value: \"${{ " + expression + " }}\"}";
    }

    static Stream<Arguments> uses() {
        return Stream.of(
                Arguments.of("tasks.one.output.title", Map.of("title", "made-up title")),
                Arguments.of("tasks.one.output.parts[2].from + 1", Map.of("parts", List.of(from(), from(), from()))),
                Arguments.of("tasks.one.output.state == 'paid'", Map.of("state", "paid")),
                Arguments.of("tasks.one.output.state in ['sent', 'paid']", Map.of("state", "sent")),
                Arguments.of("tasks.one.output.a > 3 || !tasks.one.output.b", Map.of("a", 0L, "b", true)),
                Arguments.of("tasks.one.output.found.map(f, f.line * 2)", Map.of("found", List.of(Map.of("line", 0L)))),
                Arguments.of("tasks.one.output.names.join(', ')", Map.of("names", List.of("made-up names 1"))),
                Arguments.of("tasks.one.output.name.startsWith('x')", Map.of("name", "made-up name")),
                Arguments.of("timestamp(tasks.one.output.at) > now", Map.of("at", "2026-01-01T00:00:00Z")),
                Arguments.of(
                        "['a', 'b'].all(k, tasks.one.output[k] != '')", Map.of("a", "made-up a", "b", "made-up b")),
                Arguments.of("tasks.one.output.total", Map.of("total", 0L)),
                Arguments.of("tasks.one.output.ok", Map.of("ok", true)),
                Arguments.of("tasks.one.output", "made-up one"));
    }

    private static Map<String, Object> from() {
        return Map.of("from", 0L);
    }

    @ParameterizedTest
    @MethodSource("uses")
    void shouldMakeUpAnOutputAsItIsUsed(String expression, Object expected) {
        assertThat(output(transform(expression))).isEqualTo(expected);
    }

    static Stream<Arguments> goals() {
        return Stream.of(
                Arguments.of("tasks.one.output.score >= 80", Map.of("score", 80L)),
                Arguments.of(
                        "tasks.one.output.score > 80 && tasks.one.output.good", Map.of("score", 81L, "good", true)),
                Arguments.of("tasks.one.output.late < -5", Map.of("late", -6L)),
                Arguments.of("!tasks.one.output.broken", Map.of("broken", false)),
                Arguments.of(
                        "size(tasks.one.output.rows) >= 2",
                        Map.of("rows", List.of("made-up rows 1", "made-up rows 2"))));
    }

    @ParameterizedTest
    @MethodSource("goals")
    void shouldMakeUpWhatMeetsAGoal(String condition, Object expected) {
        String reads =
                "action: condition_check\n    parameters: {condition: \"" + condition + "\", fail_if_false: true}";

        assertThat(output(reads)).isEqualTo(expected);
    }

    @Test
    void shouldFollowValuesThroughTransformsLoopsAndBlocks() {
        Guesses guesses = guesses("""
                tasks:
                  one: {action: agent_task, agent: one}
                  both: {needs: [one], action: transform, parameters: {value: {all: "${{ tasks.one.output.lines }}"}}}
                  each:
                    needs: [both]
                    for_each: {in: "${{ tasks.both.output.all }}", as: line}
                    tasks:
                      book: {action: agent_task, agent: booker, parameters: {sku: "${{ line.sku }}"}}
                    outputs: {id: "${{ tasks.book.output.number }}"}
                  last:
                    needs: [each]
                    action: transform
                    parameters: {value: "${{ tasks.each.output.map(e, e.id * 2) }}"}
                """);

        Map<String, Object> line = Map.of("sku", "made-up sku");
        assertThat(guesses.outputs().get("one")).isEqualTo(Map.of("lines", List.of(line, line)));
        assertThat(guesses.outputs().get("each.book")).isEqualTo(Map.of("number", 0L));
    }

    @Test
    void shouldTakeWhatAnAgentDeclares() {
        Map<String, @Nullable Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "level", Map.of("enum", List.of("low", "high")),
                        "share", Map.of("type", "number", "minimum", 5L),
                        "code", Map.of("type", "string", "pattern", "^[A-Z]{2}-[0-9]+$"),
                        "tags", Map.of("type", "array", "minItems", 2L, "items", Map.of("$ref", "#/$defs/tag"))),
                "$defs",
                Map.of("tag", Map.of("type", "integer", "exclusiveMinimum", 3L)));
        Agent agent = new Agent(
                "one",
                "",
                List.of(),
                Map.of(),
                Map.of(Agent.ANY_OPERATION, schema),
                null,
                null,
                null,
                null,
                null,
                new AgentKind.Java("one"));

        Guesses guesses =
                Guesses.of(definition("tasks:\n  one: " + AGENT + "\n"), Map.of("one", agent), Map.of(), Map.of());

        assertThat(guesses.outputs().get("one"))
                .isEqualTo(Map.of("level", "low", "share", 5L, "code", "AB-123", "tags", List.of(4L, 4L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9]{4}$",
                "^[a-z]{2,5}$",
                "^[A-Z]{3}$",
                "^https?://",
                "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                "^[0-9a-f]{64}$",
                "^(user|role):"
            })
    void shouldMakeUpTextOfAPattern(String pattern) {
        Map<String, @Nullable Object> schema = Map.of("type", "string", "pattern", pattern);

        assertThat(String.valueOf(Guesses.value(schema, "name"))).containsPattern(pattern);
    }

    @Test
    void shouldMakeUpInputsAndEventsThatFitThem() {
        Guesses guesses = guesses("""
                inputs:
                  order: {type: string, pattern: "^[A-Z]{2}-[0-9]+$"}
                  given: {type: integer, default: 3}
                tasks:
                  pay:
                    action: wait_for_event
                    parameters: {type: paid, filter: "event.data.order == inputs.order && event.data.amount > 100 && event.data.of == run.id"}
                """);

        assertThat(guesses.inputs()).isEqualTo(Map.of("order", "AB-123"));
        assertThat(guesses.events().get("pay")).isEqualTo(Map.of("order", "AB-123", "amount", 101L, "of", "tried-1"));
    }

    @Test
    void shouldBeTheSameEachTimeForEachDefinitionThatTestsHave() throws IOException {
        List<Definition> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("..", "definitions", "src", "test", "resources"))) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(ya?ml|json)"))
                    .toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                Definitions.readAll(new SourceText(file.toString(), text), Surroundings.UNKNOWN).stream()
                        .map(Reading::sketch)
                        .filter(Objects::nonNull)
                        .forEach(all::add);
            }
        }
        assertThat(all).hasSizeGreaterThan(100);

        for (Definition one : all) {
            assertThat(Guesses.of(one, Map.of(), Map.of(), Map.of()))
                    .isEqualTo(Guesses.of(one, Map.of(), Map.of(), Map.of()));
        }
    }
}
