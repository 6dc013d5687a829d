package dev.weft.definitions.expression.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.definitions.expression.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionCheckerTest {
    private static final Names NAMES = Names.NONE.with("a", Type.Simple.BOOLEAN).with("n", Type.Simple.INTEGER);

    @Test
    void shouldSayThatTooManyOperatorsStandInARow() {
        String text = "n" + " + n".repeat(300);

        assertThat(ExpressionChecker.check(text, NAMES).flaws())
                .extracting(Flaw::offset, Flaw::length, Flaw::message)
                .containsExactly(tuple(0, text.length(), "Expected at most 200 operators in a row, but found more"));
    }

    @Test
    void shouldTakeAsManyOperatorsInARowAsItSays() {
        assertThat(ExpressionChecker.check("n" + " + n".repeat(190), NAMES).flaws())
                .isEmpty();
        assertThat(ExpressionChecker.check("a" + " && a".repeat(190), NAMES).flaws())
                .isEmpty();
    }

    @Test
    void shouldSayThatBracketsAreNestedTooDeeply() {
        String text = "(".repeat(300) + "n" + ")".repeat(300);

        assertThat(ExpressionChecker.check(text, NAMES).flaws())
                .extracting(Flaw::message)
                .containsExactly("Expected an expression that is nested at most 200 deep, but found more");
    }

    @Test
    void shouldSayHowLongAnExpressionMayBe() {
        String text = "'" + "x".repeat(20_000) + "'";

        assertThat(ExpressionChecker.check(text, NAMES).flaws())
                .extracting(Flaw::message, Flaw::hint)
                .containsExactly(tuple(
                        "Expected an expression of at most 20000 characters, but found 20002",
                        "Compute parts of it in tasks of action transform"));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "1 < 2, true",
        "!(1 < 2), false",
        "a && false, false",
        "false && a, false",
        "a || true, true",
        "true || a, true",
        "true && 1 < 2, true",
        "false || 1 > 2, false",
        "!(a && false), true",
        "'x' in ['x'], true",
        "'[1, 2].all(x, x > 0)', true",
        "type(n) == int || true, true"
    })
    void shouldTellWhatAConditionAlwaysIs(String text, boolean truth) {
        assertThat(ExpressionChecker.check(text, NAMES).truth()).isEqualTo(truth);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "!a",
                "a && true",
                "a || false",
                "false || a && true",
                "n > 1",
                "[1, n].all(x, x > 0)",
                "1",
                "'true'",
                "lists.range(100000).all(x, x >= 0)",
                "unknown",
                "a &&"
            })
    void shouldNotTellWhatDependsOnTheRun(String text) {
        assertThat(ExpressionChecker.check(text, NAMES).truth()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a ? [1][n] : 2",
                "true || [1][5] == 1",
                "false && int('x') == 1",
                "[].map(x, int('x'))",
                "n > 1 || 1.0 / 0.0 > 1.0",
                "lists.range(100000).size() == n",
                "has({'a': 1}.a) && a",
                "[1][?5].orValue(n)"
            })
    void shouldLetThroughWhatMayWork(String text) {
        assertThat(ExpressionChecker.check(text, NAMES).flaws()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "n + 1 / (1 - 1)#6#Expected a divisor other than 0, but found 1 / 0",
                "a || int('x') == n#5#Expected an integer of 64 bits, but found «x»",
                "[n].map(x, x + [1][2])#19#Expected item 2 of the value, but it has 1, counted from 0",
                "['1', 'x'].map(x, int(x)).size() == n#11#Expected an integer of 64 bits, but found «x»",
                "a ? -(-9223372036854775807 - 1) : n#4#Expected an integer of 64 bits, but 0 - -9223372036854775808 is beyond them: make one of them a decimal with double(…)",
                "string(n).matches('(a')#10#Expected a regular expression (RE2), but found missing closing ): (a"
            })
    void shouldReportTheInnermostPieceThatAlwaysFails(String text, int offset, String message) {
        assertThat(ExpressionChecker.check(text, NAMES).flaws())
                .extracting(Flaw::kind, Flaw::offset, Flaw::message)
                .containsExactly(tuple(Flaw.Kind.FAILS, offset, message));
    }
}
