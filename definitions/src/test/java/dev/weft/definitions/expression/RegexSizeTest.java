package dev.weft.definitions.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexSizeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "^\\d{4}-\\d{2}-\\d{2}$",
                "^[a-z]{1,63}([.][a-z0-9-]{1,63}){0,10}$",
                "(a{100}){100}",
                "[{]{1000}",
                "\\({999}",
                "[]a(]{3}",
                "(",
                "{100}",
                "(x{100}){99}",
                "x{9999}",
                "[^]]{1000}",
                "[^](((a{100}){100}){100}]",
                "[]({100}){100}){100}]{2}",
                "[a\\]((((a{30}){30}){30}){30}]",
                "\\[{999}",
                "((a{100})b{100})c{100}",
                "((a{100}){100})|b{100}|c*d+e?"
            })
    void shouldLetUsualPatternsThrough(String regex) {
        assertThat(RegexSize.isTooLarge(regex)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "((((a{30}){30}){30}){30})",
                "((x{100}){100}){100}",
                "[^a]((a{100}){100}){100}",
                "[^]]((a{100}){100}){100}",
                "[]]((a{100}){100}){100}",
                "[\\]]((a{100}){100}){100}",
                "[a]((a{100}){100}){100}",
                "\\[((a{100}){100}){100}",
                "(a((b{100}){100}){100}",
                "(?:(?:[a-z]{1,200}){2,200})",
                "(((x{0,99}y){99,}){99}",
                "((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}"
            })
    void shouldRefuseRepetitionsOfRepetitions(String regex) {
        assertThat(RegexSize.isTooLarge(regex)).isTrue();
    }

    @Test
    void shouldKeepThemOutOfExpressions() {
        Expression large = new Expression("'a'.matches('((((a{100}){100}){100}){100})')");

        assertThatThrownBy(() -> large.evaluate(name -> null)).hasMessageContaining("repetitions");
    }
}
