package dev.weft.worker.catalog.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words that set a part of a text apart from its other parts, by TF-IDF. Deterministic. */
public final class KeyTerms {
    private final Map<String, Integer> parts = new HashMap<>();
    private final int count;

    /**
     * @param texts all parts of the text
     */
    public KeyTerms(List<String> texts) {
        count = Math.max(1, texts.size());
        texts.forEach(text -> new HashSet<>(Words.topical(text)).forEach(word -> parts.merge(word, 1, Integer::sum)));
    }

    /** The best terms of one of the parts, best first. */
    public List<String> of(String text, int most) {
        Map<String, Integer> frequency = new LinkedHashMap<>();
        Words.topical(text).forEach(word -> frequency.merge(word, 1, Integer::sum));
        return frequency.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Integer> term) -> -weight(term))
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    private double weight(Map.Entry<String, Integer> term) {
        double rare = Math.log(1.0 + (double) count / parts.getOrDefault(term.getKey(), 1));
        return term.getValue() * rare;
    }
}
