package dev.weft.definitions.problem;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses which known word a wrong one was meant to be. */
public final class Suggestion {
    private static final int MAX_LENGTH = 64;
    private static final int LONG = 6;
    private static final int SHORTENED = 3;

    private Suggestion() {}

    /** The known word nearest to a wrong one, or {@code null} where none is near. */
    public static @Nullable String nearest(String wrong, Collection<String> known) {
        if (wrong.isEmpty() || wrong.length() > MAX_LENGTH) {
            return null;
        }
        String simple = simplify(wrong);
        int allowed = Math.max(1, (simple.length() + 1) / 3);
        String best = null;
        int bestDistance = allowed + 1;
        for (String candidate : known) {
            int distance = distance(simple, simplify(candidate), bestDistance);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best == null ? shortened(simple, known) : best;
    }

    // "val" for "value", "attempts" for "max_attempts": where it can be only one.
    private static @Nullable String shortened(String simple, Collection<String> known) {
        if (simple.length() < SHORTENED) {
            return null;
        }
        String found = null;
        for (String candidate : known) {
            String whole = simplify(candidate);
            if (whole.startsWith(simple) || whole.endsWith('_' + simple)) {
                if (found != null) {
                    return null;
                }
                found = candidate;
            }
        }
        return found;
    }

    /** The known word of which a word is nearly surely a misspelling: one slip away, and long. {@code null} for none. */
    public static @Nullable String misspelt(String wrong, Collection<String> known) {
        String nearest = nearest(wrong, known);
        boolean slip =
                nearest != null && nearest.length() >= LONG && distance(simplify(wrong), simplify(nearest), 2) < 2;
        return slip ? nearest : null;
    }

    /** «Did you mean "X"?», or {@code otherwise} where no known word is near. */
    public static String didYouMean(String wrong, Collection<String> known, String otherwise) {
        String nearest = nearest(wrong, known);
        return nearest == null ? otherwise : "Did you mean \"" + nearest + "\"?";
    }

    /** Words for a hint, such as {@code a, b or c}; at most twelve, then how many more there are. */
    public static String list(Collection<String> words) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        int size = words.size();
        for (String word : words) {
            if (shown == 12 && size > 13) {
                return text.append(" and ").append(size - shown).append(" more").toString();
            }
            text.append(shown == 0 ? "" : shown == size - 1 ? " or " : ", ").append(word);
            shown++;
        }
        return text.toString();
    }

    private static String simplify(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    // Damerau-Levenshtein with adjacent swaps; gives up as soon as `limit` is reached.
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] older = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int value = Math.min(Math.min(previous[j], current[j - 1]) + 1, previous[j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    value = Math.min(value, older[j - 2] + 1);
                }
                current[j] = value;
                least = Math.min(least, value);
            }
            if (least >= limit) {
                return limit;
            }
            int[] free = older;
            older = previous;
            previous = current;
            current = free;
        }
        return previous[b.length()];
    }
}
