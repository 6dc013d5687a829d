package dev.weft.definitions.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class InputBinderTest {
    private static final Definition DEFINITION =
            Objects.requireNonNull(Definitions.read(new SourceText("d.yaml", """
                            version: "3.0.0"
                            id: d
                            inputs:
                              source: {type: string, minLength: 1, description: Path of the text}
                              drafts: {type: integer, minimum: 1, maximum: 10, default: 3}
                              share: {type: number, default: 0.5}
                              tags: {type: array, items: {type: string}, default: []}
                              options: {type: object, default: {}, properties: {deep: {type: boolean}}}
                              day: {type: string, format: date, default: "2026-01-31"}
                            tasks:
                              a: {action: transform, parameters: {value: 1}}
                            """), Surroundings.UNKNOWN)
                    .definition());

    @Test
    void shouldFillInDefaultsInTheOrderDeclared() {
        // when
        Binding binding = InputBinder.bind(DEFINITION, Map.of("source", "a.md", "drafts", 5));

        // then
        assertThat(binding)
                .isEqualTo(new Binding.Bound(Map.of(
                        "source",
                        "a.md",
                        "drafts",
                        5L,
                        "share",
                        0.5,
                        "tags",
                        List.of(),
                        "options",
                        Map.of(),
                        "day",
                        "2026-01-31")));
        assertThat(((Binding.Bound) binding).values().keySet())
                .containsExactly("source", "drafts", "share", "tags", "options", "day");
    }

    @Test
    void shouldSayEverythingThatIsWrongAtItsPointer() {
        // when
        Binding binding = InputBinder.bind(
                DEFINITION,
                Map.of(
                        "drafts",
                        "x",
                        "shares",
                        1,
                        "options",
                        Map.of("deep", 7),
                        "tags",
                        List.of("a", 2),
                        "day",
                        "soon"));

        // then
        assertThat(binding).isInstanceOf(Binding.Refused.class);
        assertThat(((Binding.Refused) binding).failures())
                .extracting(InputFailure::toString)
                .containsExactly(
                        "inputs.source: expected a value, as it has no default, but found none. Path of the text",
                        "inputs.drafts: expected integer, but found string \"x\"",
                        "inputs.tags.1: expected string, but found integer 2",
                        "inputs.options.deep: expected boolean, but found integer 7",
                        "inputs.day: expected text of the format date, but found string \"soon\"",
                        "inputs.shares: expected one of the declared inputs, but found \"shares\". Did you mean \"share\"?");
        assertThat(((Binding.Refused) binding).failures())
                .extracting(InputFailure::pointer)
                .containsExactly("/source", "/drafts", "/tags/1", "/options/deep", "/day", "/shares");
    }

    @Test
    void shouldMakeValuesOutOfTextsByTheirSchema() {
        // when
        Binding binding = InputBinder.bindTexts(
                DEFINITION,
                Map.of("source", "3", "drafts", "4", "share", "1", "tags", "[a, b]", "options", "{\"deep\": true}"));

        // then
        assertThat(binding)
                .isEqualTo(new Binding.Bound(Map.of(
                        "source",
                        "3",
                        "drafts",
                        4L,
                        "share",
                        1L,
                        "tags",
                        List.of("a", "b"),
                        "options",
                        Map.of("deep", true),
                        "day",
                        "2026-01-31")));
    }

    @Test
    void shouldLeaveTextThatCannotBeCoercedToTheCheck() {
        // when
        Binding binding = InputBinder.bindTexts(DEFINITION, Map.of("source", "a", "drafts", "many", "tags", "[a"));

        // then
        assertThat(((Binding.Refused) binding).failures())
                .extracting(InputFailure::message)
                .containsExactly(
                        "inputs.drafts: expected integer, but found string \"many\"",
                        "inputs.tags: expected array, but found string \"[a\"");
    }
}
