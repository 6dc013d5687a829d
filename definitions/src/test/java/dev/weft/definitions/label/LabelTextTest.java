package dev.weft.definitions.label;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"team", "cost centre", "équipe", "a/b.c-d", "o'brien"})
    void shouldTakeTheSameTextAsNameAndValue(String text) {
        assertThat(LabelText.isName(text)).isTrue();
        assertThat(LabelText.isValue(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "a\"b", "a\nb", "a\u007f"})
    void shouldRefuseWhatNoRunIsFoundBy(String text) {
        assertThat(LabelText.isName(text)).isFalse();
        assertThat(LabelText.isValue(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldBoundBoth(int over) {
        assertThat(LabelText.isName("n".repeat(63 + over))).isEqualTo(over == 0);
        assertThat(LabelText.isValue("v".repeat(150 + over))).isEqualTo(over == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "="})
    void shouldTakeAnEqualsSignInAValueAlone(String text) {
        assertThat(LabelText.isName(text)).isFalse();
        assertThat(LabelText.isValue(text)).isTrue();
    }
}
