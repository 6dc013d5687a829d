package dev.weft.worker.catalog.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The sentences that say most of a text, by TextRank: sentences are linked by the words they share, and rank is what
 * PageRank gives on that graph (R. Mihalcea, P. Tarau, "TextRank: Bringing order into texts", 2004). Deterministic.
 */
public final class KeySentences {
    /** The graph is quadratic: of longer texts, only the sentences with the most frequent words take part. */
    private static final int MOST = 400;

    private static final double DAMPING = 0.85;
    private static final int ROUNDS = 40;

    private KeySentences() {}

    /**
     * The best sentences, in the order of the text.
     *
     * @param most how many at most
     */
    public static List<String> of(List<String> sentences, int most) {
        return ranked(sentences).stream()
                .limit(most)
                .sorted()
                .map(sentences::get)
                .toList();
    }

    /** Places of the sentences, best first; those under four topical words or over forty words take no part. */
    public static List<Integer> ranked(List<String> sentences) {
        List<Set<String>> words = new ArrayList<>();
        sentences.forEach(sentence -> words.add(new HashSet<>(Words.topical(sentence))));
        List<Integer> places = candidates(sentences, words);
        int n = places.size();
        double[][] links = new double[n][n];
        double[] out = new double[n];
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                double link = similarity(words.get(places.get(a)), words.get(places.get(b)));
                links[a][b] = link;
                links[b][a] = link;
                out[a] += link;
                out[b] += link;
            }
        }
        double[] rank = rank(links, out);
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        order.sort(Comparator.comparingDouble((Integer at) -> -rank[at]).thenComparing(at -> places.get(at)));
        return order.stream().map(places::get).toList();
    }

    private static double[] rank(double[][] links, double[] out) {
        int n = out.length;
        double[] rank = new double[n];
        Arrays.fill(rank, 1);
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[n];
            for (int to = 0; to < n; to++) {
                double sum = 0;
                for (int from = 0; from < n; from++) {
                    if (links[from][to] > 0) {
                        sum += links[from][to] / out[from] * rank[from];
                    }
                }
                next[to] = 1 - DAMPING + DAMPING * sum;
            }
            rank = next;
        }
        return rank;
    }

    private static double similarity(Set<String> a, Set<String> b) {
        long shared = a.stream().filter(b::contains).count();
        return shared == 0 ? 0 : shared / (Math.log(a.size()) + Math.log(b.size()));
    }

    private static List<Integer> candidates(List<String> sentences, List<Set<String>> words) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < sentences.size(); at++) {
            if (words.get(at).size() >= 4 && Words.count(sentences.get(at)) <= 40) {
                places.add(at);
            }
        }
        if (places.size() <= MOST) {
            return places;
        }
        Map<String, Integer> frequency = new HashMap<>();
        words.forEach(set -> set.forEach(word -> frequency.merge(word, 1, Integer::sum)));
        places.sort(Comparator.comparingDouble((Integer at) -> -words.get(at).stream()
                        .mapToInt(word -> frequency.getOrDefault(word, 0))
                        .average()
                        .orElse(0))
                .thenComparing(at -> at));
        List<Integer> kept = new ArrayList<>(places.subList(0, MOST));
        Collections.sort(kept);
        return kept;
    }
}
