package dev.weft.worker.catalog.text;

import java.util.List;

/**
 * How hard a text is to read.
 *
 * @param words how many
 * @param sentences how many
 * @param ease Flesch reading ease, 100 easy to 0 hard: 206.835 − 1.015 × words/sentence − 84.6 × syllables/word (R.
 *     Flesch, "A new readability yardstick", 1948); for English
 * @param grade Flesch–Kincaid grade level: 0.39 × words/sentence + 11.8 × syllables/word − 15.59 (J. P. Kincaid et al.,
 *     1975); years of school, for English
 * @param lix words/sentence + 100 × long words/words, where long is over six letters (C. H. Björnsson, 1968); for most
 *     European languages: below 30 easy, over 60 very hard
 */
public record Readability(int words, int sentences, double ease, double grade, double lix) {
    /** Measures running text, without headings, code or tables. */
    public static Readability of(String text) {
        List<String> words = Words.of(text);
        int sentences = Math.max(1, Sentences.of(text).size());
        if (words.isEmpty()) {
            return new Readability(0, 0, 0, 0, 0);
        }
        long syllables = words.stream().mapToInt(Syllables::of).sum();
        long hard = words.stream().filter(word -> word.length() > 6).count();
        double perSentence = (double) words.size() / sentences;
        double perWord = (double) syllables / words.size();
        return new Readability(
                words.size(),
                sentences,
                rounded(206.835 - 1.015 * perSentence - 84.6 * perWord),
                rounded(0.39 * perSentence + 11.8 * perWord - 15.59),
                rounded(perSentence + 100.0 * hard / words.size()));
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
