package dev.weft.definitions.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of templates: what their lines mean, and what is wrong with them. */
class TemplateReaderTest {
    private static final String HEAD = """
            template: greeting
            version: "1.0.0"
            name: Greet
            description: Greets.
            parameters:
              whomN: {type: array, items: {type: string}, description: Whom}
              how: {enum: [loud, quiet], default: quiet, description: How}
              what: {type: array, items: {type: object}, default: [], description: What}
            ---
            """;

    private static String made(String body, Map<String, ?> values) {
        Making making = TemplateReader.read("greeting.yaml", HEAD + body).make("hello", values);
        assertThat(making).isInstanceOf(Making.Made.class);
        return ((Making.Made) making).text().replaceFirst("(?s)^#.*?\n#.*?\n", "");
    }

    @Test
    void shouldWriteLinesForEachItemAndUnderConditions() {
        String text = made("""
                ## not written
                id: @{id}
                #@ each one in whomN
                a_@{n}: {to: @{one}, of: @{count}}
                #@ if first
                first: "@{one}"
                #@ else
                after: a_@{before}
                #@ end
                #@ end
                #@ if how is loud
                loud: true
                #@ end
                #@ if not what
                nothing: @{what}
                #@ end
                """, Map.of("whomN", List.of("Kim", "no one: \"x\"")));

        assertThat(text).isEqualTo("""
                id: hello
                a_1: {to: Kim, of: 2}
                first: "Kim"
                a_2: {to: "no one: \\"x\\"", of: 2}
                after: a_1
                nothing: []
                """);
    }

    @Test
    void shouldReachFieldsOfItems() {
        assertThat(made("""
                        #@ each it in what
                        - {name: @{it.name}, size: @{it.size}}
                        #@ end
                        """, Map.of("whom1", "x", "what", List.of(Map.of("name", "true", "size", 3)))))
                .isEqualTo("- {name: \"true\", size: 3}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            #@ each x in nobody      | greeting.yaml:10: Expected the name of a parameter, but found «nobody»
            #@ if how                | greeting.yaml:10: Expected an «#@ end» below, but found none
            #@ end                   | greeting.yaml:10: Expected no #@ end here, as nothing is open
            #@ unless how            | greeting.yaml:10: Expected «#@ each NAME in LIST», «#@ if [not] NAME [is WORD]», «#@ else» or «#@ end», but found «#@ unless how»
            #@ each a, b in whomN    | greeting.yaml:10: Expected «#@ each NAME in LIST», «#@ if [not] NAME [is WORD]», «#@ else» or «#@ end», but found «#@ each a, b in whomN»
            x: @{whom}               | greeting.yaml:10: Expected the name of a parameter, but found «whom»
            x: @{how or what}        | greeting.yaml:10: Expected @{NAME} or @{NAME.FIELD}, but found another @{
            """)
    void shouldSayWhereABodyIsWrong(String line, String message) {
        assertThatThrownBy(() -> TemplateReader.read("greeting.yaml", HEAD + line + "\n"))
                .isInstanceOf(TemplateException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: Greet                   | nam: Greet                         | greeting.yaml:3: Expected one of
            version: "1.0.0"              | version: 1.0                       | greeting.yaml:2: Expected a text for version
            how: {enum: [loud, quiet], default: quiet, description: How} | how: {enum: [loud], default: quiet, description: How} | greeting.yaml:7: Expected a JSON Schema with a default that fits
            , description: How            | ''                                 | greeting.yaml:7: Expected a description of how
            {type: array, items: {type: string}, description: Whom} | {type: string, description: Whom} | greeting.yaml:6: Expected type: array of whomN, as it is numbered
            whomN                         | whoNmN                             | greeting.yaml:6: Expected a name of lower-case letters
            ---                           | --                                 | greeting.yaml:1: Expected a head
            """)
    void shouldSayWhereAHeadIsWrong(String right, String wrong, String message) {
        assertThatThrownBy(() -> TemplateReader.read("greeting.yaml", HEAD.replace(right, wrong) + "a: 1\n"))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(message);
    }
}
