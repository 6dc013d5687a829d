package dev.weft.definitions.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hole's end, here marked with ‹›: {@code }}} within texts, maps and comments isn't one. */
final class HoleEndTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a‹}}›",
                "‹}}› }}",
                "'}}'‹}}›",
                "\"}}\"‹}}›",
                "'\\'}}'‹}}›",
                "'\\\\'‹}}›'",
                "'\"'‹}}›'\"",
                "'''}}' '' \n}}'''‹}}›",
                "\"\"\"}}\" \"\" \n}}\"\"\"‹}}›",
                "''‹}}›",
                "'' + '}}'‹}}›",
                "r'\\'‹}}›'",
                "R\"\\\"‹}}›\"",
                "a + r'\\'‹}}›'",
                "br'\\'‹}}›'",
                "Br'\\'‹}}›'",
                "b'\\'}}'‹}}›",
                "xr'\\'}}'‹}}›",
                "1r'\\'}}'‹}}›",
                "_r'\\'}}'‹}}›",
                "r'''\\'''‹}}›",
                "{'a': 1}‹}}›",
                "{'a': {'b': 1}}‹}}›",
                "{}{}‹}}›",
                "a } b‹}}›",
                "a / b‹}}›",
                "a // it's‹}}›",
                "a // '\n + 'b'‹}}›",
                "a // {\n‹}}›",
                "a // {‹}}›\n"
            })
    void shouldEndWhereTheExpressionDoes(String marked) {
        // given
        String text = marked.replace("‹", "").replace("›", "");

        // when
        HoleEnd end = HoleEnd.find(text, 0);

        // then
        assertThat(end.flaw()).isEmpty();
        assertThat(end.expressionEnd()).isEqualTo(marked.indexOf('‹'));
        assertThat(end.end()).isEqualTo(marked.indexOf('‹') + 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a‹}}› }}",
                "\"a‹}}›",
                "'a\nb'‹}}›",
                "'a\rb'‹}}›",
                "'\\'‹}}›",
                "'''a'' ‹}}›",
                "a + 'b‹›",
                "'\\‹›",
                "'‹›",
                "'‹}}›"
            })
    void shouldShowTheStringThatIsNotClosed(String marked) {
        // given
        String text = marked.replace("‹", "").replace("›", "");

        // when
        HoleEnd end = HoleEnd.find(text, 0);

        // then
        assertThat(end.flaw()).isPresent();
        assertThat(end.flaw().orElseThrow().offset()).isEqualTo(Math.max(text.indexOf('\''), text.indexOf('"')));
        assertThat(end.flaw().orElseThrow().message()).startsWith("Expected the string that begins here");
        assertThat(end.expressionEnd()).isEqualTo(marked.indexOf('‹'));
        assertThat(end.end()).isEqualTo(marked.indexOf('›') - 1);
    }

    @Test
    void shouldSayWhatIsMissingAtTheEnd() {
        assertThat(message("${{ a")).startsWith("Expected }} to close");
        assertThat(message("${{ a // b")).startsWith("Expected }} to close");
        assertThat(message("${{ a // b\n")).startsWith("Expected }} to close");
        assertThat(message("${{ {'a': {")).startsWith("Expected a } for each {");
        assertThat(message("${{ {{ } }")).startsWith("Expected }} to close");
    }

    private static String message(String text) {
        HoleEnd end = HoleEnd.find(text, 3);
        assertThat(end.end()).isEqualTo(text.length());
        assertThat(end.expressionEnd()).isEqualTo(text.length());
        Flaw flaw = end.flaw().orElseThrow();
        assertThat(flaw.offset()).isZero();
        return flaw.message();
    }
}
