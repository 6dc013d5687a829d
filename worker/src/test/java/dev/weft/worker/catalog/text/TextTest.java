package dev.weft.worker.catalog.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({
        "make,1",
        "makes,1",
        "asked,1",
        "wanted,2",
        "table,2",
        "boxes,2",
        "reading,2",
        "people,2",
        "documentation,5",
        "rhythm,1",
        "the,1",
        "1984,1"
    })
    void shouldCountSyllables(String word, int syllables) {
        assertThat(Syllables.of(word)).isEqualTo(syllables);
    }

    @Test
    void shouldSplitSentencesButNotAtAbbreviations() {
        assertThat(Sentences.of(
                        "Dr. A. Smith came, e.g. by train. \"Really?\" she asked.\nYes!\n\nA heading\n\nIt cost 3.50."))
                .containsExactly(
                        "Dr. A. Smith came, e.g. by train.",
                        "\"Really?\" she asked.",
                        "Yes!",
                        "A heading",
                        "It cost 3.50.");
        assertThat(Sentences.of("  \n ")).isEmpty();
    }

    @Test
    void shouldMeasureAKnownText() {
        // Six words and six syllables in one sentence: 206.835 - 1.015 * 6 - 84.6 = 116.145.
        assertThat(Readability.of("The cat sat on the mat.")).isEqualTo(new Readability(6, 1, 116.1, -1.4, 6.0));
        assertThat(Readability.of("")).isEqualTo(new Readability(0, 0, 0, 0, 0));
    }

    @Test
    void shouldFindTheSentenceThatTheOthersShareMostWith() {
        List<String> sentences = List.of(
                "The harbour opens early for fishing boats.",
                "Storms often damage boats, nets and the harbour wall.",
                "Fishing boats bring storms of gulls into the harbour early.",
                "My grandmother collected porcelain elephants from Portugal.");

        assertThat(KeySentences.of(sentences, 1)).containsExactly(sentences.get(2));
        assertThat(KeySentences.of(sentences, 9)).isEqualTo(sentences);
    }

    @Test
    void shouldRankThousandsOfSentencesInBoundedTimeAndAlwaysTheSame() {
        List<String> sentences = IntStream.range(0, 20_000)
                .mapToObj(at -> "Sentence number " + at % 97 + " speaks of harbour, weather" + at % 13 + " and fishing"
                        + at % 7 + ".")
                .toList();

        assertThat(KeySentences.ranked(sentences)).hasSize(400).isEqualTo(KeySentences.ranked(sentences));
    }

    @Test
    void shouldFindWhatSetsAPartApart() {
        List<String> parts =
                List.of("boats and harbour boats weather", "trains and stations weather", "planes weather planes");

        assertThat(new KeyTerms(parts).of(parts.getFirst(), 2)).containsExactly("boats", "harbour");
    }
}
