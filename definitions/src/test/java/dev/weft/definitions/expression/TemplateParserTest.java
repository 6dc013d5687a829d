package dev.weft.definitions.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateParserTest {
    private static final Scope SCOPE = Map.of("inputs", Map.of("n", 3L, "list", List.of(1L, "x"), "name", "Ada"))::get;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain text | plain text",
                "Hello ${{ inputs.name }}! | Hello Ada!",
                "${{ inputs.n }}${{ inputs.n }} | 33",
                "n=${{ inputs.n + 1 }}, list=${{ inputs.list }} | n=4, list=[1,\"x\"]",
                "[${{ inputs.?none }}] | []",
                "a $${{ b }} c | a ${{ b }} c",
                "$${{ ${{ inputs.n }} | ${{ 3",
                "$$${{ x | $${{ x",
                "cost: $5 {{ x }} | cost: $5 {{ x }}",
                "x${{ '}}' }}y | x}}y",
                "x${{ \"}}\" + 'it\\'s' }}y | x}}it'sy",
                "x${{ {'a': {'b': 1}}.a.b }}y | x1y",
                "x${{{'a': {'b': 1}}}}y | x{\"a\":{\"b\":1}}y",
                "x${{ r'\\d' + '}}' }}y | x\\d}}y",
                "x${{ '''it's }}''' }}y | xit's }}y",
                "x${{ [1].map(n, {'k': n})[0].k }} | x1",
            })
    void shouldFillInText(String text, String filled) throws Exception {
        TemplateParser.Parsed parsed = TemplateParser.parse(text);
        assertThat(parsed.flaws()).isEmpty();
        assertThat(parsed.template().evaluate(SCOPE)).isEqualTo(filled);
    }

    @Test
    void shouldKeepTheTypeOfOneWholeExpression() throws Exception {
        assertThat(TemplateParser.parse("${{ inputs.list }}").template().evaluate(SCOPE))
                .isEqualTo(List.of(1L, "x"));
        assertThat(TemplateParser.parse("${{inputs.n}}").template()).isInstanceOf(Template.Computed.class);
        assertThat(TemplateParser.parse(" ${{ inputs.n }}").template().evaluate(SCOPE))
                .isEqualTo(" 3");
        assertThat(TemplateParser.parse("").template()).isEqualTo(new Template.Literal(""));
    }

    @Test
    void shouldBeNamedAsItIsWritten() {
        for (String text : List.of(
                "plain",
                "${{ inputs.n == null ? 0 : 1 }}",
                "n=${{ inputs.n }} of ${{ secrets.KEY }}",
                "${{ secrets.KEY }}")) {
            assertThat(TemplateParser.parse(text).template()).hasToString(text);
        }
        Template computed = TemplateParser.parse("${{ inputs.n }}").template();
        assertThat(new Template.Fields(Map.of("a", new Template.Items(List.of(computed, new Template.Literal(1L))))))
                .hasToString("{a: [${{ inputs.n }}, 1]}");
    }

    @Test
    void shouldSpanLinesAndComments() throws Exception {
        String text = "${{ // the }} of a comment ends it\n}}";
        assertThat(TemplateParser.parse("${{ inputs.n // it's three\n + 1 }}")
                        .template()
                        .evaluate(SCOPE))
                .isEqualTo(4L);
        assertThat(TemplateParser.parse(text).segments()).hasSize(2);
    }

    @Test
    void shouldTellWhereSegmentsAre() {
        assertThat(TemplateParser.parse("a$${{ b ${{ c }}d").segments())
                .containsExactly(
                        new TemplateParser.Segment.Plain(0, 8, "a${{ b "),
                        new TemplateParser.Segment.Hole(8, 16, 12, new Expression("c")),
                        new TemplateParser.Segment.Plain(16, 17, "d"));
    }

    @Test
    void shouldKeepSecretsAsReferences() throws Exception {
        assertThat(TemplateParser.parse("Bearer ${{ secrets.TOKEN }}")
                        .template()
                        .evaluate(SCOPE))
                .isEqualTo(new SecretText(
                        List.of(new SecretText.Part("Bearer ", false), new SecretText.Part("TOKEN", true))));
        assertThat(TemplateParser.parse("${{ secrets['a-b'] }}").template().evaluate(SCOPE))
                .isEqualTo(new SecretText(List.of(new SecretText.Part("a-b", true))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a ${{ inputs.n | 2 | 3 | Expected }} to close this ${{, but found the end of the text",
                "${{ {'a': 1 | 0 | 3 | Expected a } for each { after this ${{, and then }}, but found the end of the text",
                "a ${{ 'abc }} d | 6 | 1 | Expected the string that begins here to end with ' before the line does",
                "a ${{ }} b | 2 | 6 | Expected an expression inside of ${{ }}, but found nothing",
                "x ${{ 'Bearer ' + secrets.TOKEN }} | 18 | 7 | Expected a secret to stand alone inside of its ${{ }}, but found it in a larger expression"
            })
    void shouldTellWhatIsWrongAndWhere(String text, int offset, int length, String message) {
        assertThat(TemplateParser.parse(text).flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.offset()).isEqualTo(offset);
            assertThat(flaw.length()).isEqualTo(length);
            assertThat(flaw.message()).isEqualTo(message);
            assertThat(flaw.hint()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"${{ 'secrets.x' }}", "${{ inputs.secrets.x }}", "${{ [1].map(secrets, secrets) }}"})
    void shouldNotTakeOtherThingsForSecrets(String text) {
        assertThat(TemplateParser.parse(text).flaws()).isEmpty();
    }

    @Test
    void shouldGoOnAfterAFlaw() {
        TemplateParser.Parsed parsed = TemplateParser.parse("${{ }} ${{ 'x }} ${{ inputs.n }} ${{");
        assertThat(parsed.flaws()).hasSize(3);
        assertThat(parsed.segments()).hasSize(7);
    }
}
