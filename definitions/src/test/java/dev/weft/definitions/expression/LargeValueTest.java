package dev.weft.definitions.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LargeValueTest {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final LargeValue LIST = LargeValue.of(List.of(1L), 70_000, SHA);
    private static final LargeValue TEXT = LargeValue.of("x", 80_000, SHA.replace('0', '1'));

    /** A scope in which two values are kept elsewhere, and that notes what is asked there. */
    private static final class Asking implements Scope {
        final List<Formula> asked = new ArrayList<>();

        @Override
        public @Nullable Object find(String name) {
            Map<String, Object> a = new LinkedHashMap<>();
            a.put("list", LIST);
            a.put("text", TEXT);
            a.put("n", 3L);
            return name.equals("a") ? a : null;
        }

        @Override
        public @Nullable Object elsewhere(Formula formula, Scope seen) {
            asked.add(formula);
            return "answered";
        }
    }

    private static @Nullable Object here(String expression) throws EvaluationException {
        Asking scope = new Asking();
        Object value = new Expression(expression).evaluate(scope);
        assertThat(scope.asked).as(expression).isEmpty();
        return value;
    }

    @Test
    void shouldBeHandedOnAsAWhole() throws EvaluationException {
        assertThat(here("a.list")).isEqualTo(LIST);
        assertThat(here("[a.text, a.n]")).isEqualTo(List.of(TEXT, 3L));
        assertThat(here("{'x': a.list}")).isEqualTo(Map.of("x", LIST));
        assertThat(here("a.n > 2 ? a.text : a.list")).isEqualTo(TEXT);
        assertThat(here("a.list != null")).isEqualTo(true);
        assertThat(here("a.list == a.list")).isEqualTo(true);
        assertThat(here("a.?none.orValue(a.text)")).isEqualTo(TEXT);
        assertThat(here("[a.list, a.text].map(x, x)")).isEqualTo(List.of(LIST, TEXT));
        assertThat(here("[a.list].size()")).isEqualTo(1L);
        assertThat(here("a.n > 5 && a.list.size() > 1")).isEqualTo(false);
    }

    @Test
    void shouldBeAskedForWhereItIsLookedInto() throws EvaluationException {
        for (String expression : List.of(
                "a.list[0]",
                "a.list.size()",
                "size(a.text)",
                "a.list.map(x, x)",
                "a.list + [1]",
                "a.text + '!'",
                "a.list == [1]",
                "[a.list] == [[1]]",
                "1 in a.list",
                "a.text in ['x']",
                "[a.list].flatten()",
                "[a.text, 'b'].sort()",
                "[a.text].join()",
                "[a.list, [1]].distinct()",
                "has(a.text.b)",
                "a.list.?b.orValue(1)",
                "type(a.list)",
                "string(a.text)",
                "a.text > 'b'",
                "a.text ? 1 : 2",
                "a.list && true")) {
            Asking scope = new Asking();
            assertThat(new Expression(expression).evaluate(scope))
                    .as(expression)
                    .isEqualTo("answered");
            assertThat(scope.asked).as(expression).containsExactly(new Formula(false, List.of("=" + expression)));
        }
    }

    @Test
    void shouldBeAskedForWithTheWholeTextThatItStandsIn() throws EvaluationException {
        Asking scope = new Asking();
        Template text = TemplateParser.parse("see ${{ a.n }} and ${{ a.text }}").template();

        assertThat(text.evaluate(scope)).isEqualTo("answered");
        assertThat(scope.asked).containsExactly(new Formula(true, List.of("'see ", "=a.n", "' and ", "=a.text")));
    }

    @Test
    void shouldNotBePutBesideASecret() {
        Template text =
                TemplateParser.parse("${{ secrets.TOKEN }} ${{ a.text }}").template();

        assertThatThrownBy(() -> text.evaluate(new Asking()))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("secret");
    }

    @Test
    void shouldBeAFailureWhereNobodyCanBeAsked() {
        assertThatThrownBy(() -> new Expression("a[0]").evaluate(name -> LIST))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("large");
    }

    @Test
    void shouldBeReadAsItWasWritten() {
        assertThat(LargeValue.parse(LIST.text())).isEqualTo(LIST);
        assertThat(LargeValue.parse(LIST.item(12).text())).isEqualTo(LIST.item(12));
        for (String wrong : List.of(
                "large:l:5:abc", "large:x:5:" + SHA, "large:l:-5:" + SHA, "x" + LIST.text(), LIST.text() + "y")) {
            assertThatThrownBy(() -> LargeValue.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldBeEvaluatedWhereItIs() throws EvaluationException {
        Map<LargeValue, Object> kept = Map.of(LIST, List.of(5L, 6L), TEXT, "long");
        Scope there = new Scope() {
            @Override
            public @Nullable Object find(String name) {
                return name.equals("list") ? kept.get(LIST) : TEXT;
            }

            @Override
            public @Nullable Object open(LargeValue large) {
                return kept.get(large);
            }
        };

        assertThat(new Formula(false, List.of("=list.sum()")).evaluate(there)).isEqualTo(11L);
        assertThat(new Formula(true, List.of("'see ", "=text")).evaluate(there)).isEqualTo("see long");
    }
}
