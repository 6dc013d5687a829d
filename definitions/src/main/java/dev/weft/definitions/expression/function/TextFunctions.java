package dev.weft.definitions.expression.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.values.CelByteString;
import dev.weft.definitions.expression.RegexSize;
import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Kind;
import dev.weft.definitions.expression.value.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on text whose cost grows faster than their arguments, so that it is counted before it is met. */
final class TextFunctions {
    private static final int LONGEST_PATTERN = 1_000;
    private static final int COST_OF_COMPILING = 10;

    private TextFunctions() {}

    static void addTo(Map<String, List<Overload>> functions) {
        functions.put("matches", List.of(Overload.of(TextFunctions::matches, String.class, String.class)));
        functions.put(
                "join",
                List.of(
                        Overload.of((a, budget) -> join(list(a), "", budget), List.class),
                        Overload.of((a, budget) -> join(list(a), (String) a[1], budget), List.class, String.class)));
        functions.put(
                "size",
                List.of(
                        Overload.of(TextFunctions::length, String.class),
                        Overload.of((a, budget) -> (long) list(a).size(), List.class),
                        Overload.of((a, budget) -> (long) ((Map<?, ?>) a[0]).size(), Map.class),
                        Overload.of((a, budget) -> (long) ((CelByteString) a[0]).size(), CelByteString.class)));
    }

    private static List<?> list(@Nullable Object[] arguments) {
        return (List<?>) arguments[0];
    }

    private static Object length(@Nullable Object[] arguments, Budget budget) throws Failure {
        String text = (String) arguments[0];
        budget.spendText(text.length());
        return (long) text.codePointCount(0, text.length());
    }

    /** RE2 takes time in proportion to text and pattern: so much is spent. */
    private static Object matches(@Nullable Object[] arguments, Budget budget) throws Failure {
        String text = (String) arguments[0];
        String regex = (String) arguments[1];
        if (regex.length() > LONGEST_PATTERN) {
            throw new Failure(
                    "Expected a pattern of at most " + LONGEST_PATTERN + " characters, but found " + regex.length());
        }
        if (RegexSize.isTooLarge(regex)) {
            throw new Failure("Expected a pattern with fewer repetitions within repetitions, but found one that is "
                    + "longer than " + RegexSize.MOST + " steps when they are written out");
        }
        budget.spend((long) regex.length() * COST_OF_COMPILING);
        try {
            Pattern pattern = Pattern.compile(regex);
            budget.spend((1L + text.length()) * (1L + pattern.programSize()) / 4);
            return pattern.matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new Failure(
                    "Expected a regular expression (RE2), but found " + e.getDescription() + ": " + e.getPattern());
        }
    }

    private static Object join(List<?> items, String separator, Budget budget) throws Failure {
        List<String> texts = new ArrayList<>();
        budget.spend(items.size());
        long length = 0;
        for (Object raw : items) {
            if (!(Normal.scalar(raw) instanceof String text)) {
                throw new Failure("Expected a list of strings to join, but found " + Kind.words(Normal.scalar(raw))
                        + " in it: leave it out with filter(…), or make strings with map(x, string(x))");
            }
            texts.add(text);
            length += text.length() + separator.length();
        }
        budget.spendText(length);
        return String.join(separator, texts);
    }

    /** Spends what {@code replace} is going to build. */
    static void spendReplacing(@Nullable Object[] arguments, Budget budget) throws Failure {
        String text = (String) arguments[0];
        String find = (String) arguments[1];
        String replacement = (String) arguments[2];
        long times = text.length() + 1L;
        if (!find.isEmpty()) {
            times = 0;
            for (int at = text.indexOf(find); at >= 0; at = text.indexOf(find, at + find.length())) {
                times++;
            }
        }
        budget.spendText(text.length() + times * replacement.length());
    }
}
