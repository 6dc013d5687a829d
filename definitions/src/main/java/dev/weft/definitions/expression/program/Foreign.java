package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.Flaw;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ways of writing that other languages have, and CEL's own.
 *
 * @param pattern found where, or just before, the parser gave up
 * @param group of the pattern that is wrong
 * @param message what was expected and found
 * @param hint what to write; empty where it depends on what is written
 */
record Foreign(Pattern pattern, int group, String message, String hint) {
    private static final int BEFORE = 4;

    /** What stands further behind where the parser gave up is no reason for it, and long texts are not searched through. */
    private static final int BEHIND = 100;

    private static final Pattern FIELD = Pattern.compile("\\.(\\w{1,100})$");
    private static final List<Foreign> ALL = List.of(
            of(
                    "(\\$\\{\\{?)",
                    "Expected CEL, but found ${",
                    "It is inside of an expression already: leave the braces out"),
            of("(\\{\\{)", "Expected a map or a value, but found {{", "An expression stands in ${{ }}"),
            of("(\\*\\*)", "Expected an operator, but found **", "There is no power: write a * a"),
            of("(===)", "Expected ==, but found ===", "Write =="),
            of(
                    "(?<=[=<>+-] |[=<>+-])(\\d+(?:ms|[smhd]))\\b",
                    "Expected a duration as CEL writes it, but found a number with a unit",
                    ""),
            of("(?<![=!<>])(~)(?!=)", "Expected an operator, but found ~", "Write +"),
            of("(=~)", "Expected an operator, but found =~", "Write text.matches('…')"),
            of("(?<=[\\w\\])]) (\\.) ?(?=['\"])", "Expected + to join texts, but found a dot", "Write +"),
            of(
                    "(?<=[\\w\\])])(\\?)(?=\\s*(?:[=!<>)&]|$))",
                    "Expected ? before the name of a field that may be missing, but found it behind",
                    ""),
            of("(<>)", "Expected !=, but found <>", "Write !="),
            of("\\b(eq)\\b", "Expected an operator, but found eq", "Write =="),
            of("\\b(ne)\\b", "Expected an operator, but found ne", "Write !="),
            of("\\b(gt)\\b", "Expected an operator, but found gt", "Write >"),
            of("\\b(lt)\\b", "Expected an operator, but found lt", "Write <"),
            of("\\b(gte|ge)\\b", "Expected an operator, but found ge", "Write >="),
            of("\\b(lte|le)\\b", "Expected an operator, but found le", "Write <="),
            of("\\b(is defined)\\b", "Expected an operator, but found is defined", "Write has(a.b)"),
            of("\\b(is not (?:None|nil))\\b", "Expected an operator, but found is not", "Write != null"),
            of("\\b(is (?:None|nil))\\b", "Expected an operator, but found is", "Write == null"),
            of("\\b(LIKE|like)\\b", "Expected an operator, but found LIKE", "Write text.contains('…')"),
            of("\\b(IN)\\b", "Expected an operator, but found IN", "Write in"),
            of(
                    "(?<=\\d)(\\.\\.)(?=\\d)",
                    "Expected a list, but found a range",
                    "The whole numbers from 0 on: lists.range(3)"),
            of(
                    "\\[\\s*-?\\d*\\s*(:)\\s*-?\\d*\\s*\\]",
                    "Expected one place in a list, but found a range",
                    "A part of a text is text.substring(0, 3), of a list list.slice(0, 3)"),
            of("\\b(is not)\\b", "Expected an operator, but found is not", "Write !="),
            of("(!==)", "Expected !=, but found !==", "Write !="),
            of("(=>|->)", "Expected an operator, but found an arrow", "For each item: list.map(x, x + 1)"),
            of("(?<![=!<>])(=)(?!=)", "Expected == to compare, but found =", "Write =="),
            of("(?<!&)(&)(?!&)", "Expected &&, but found &", "Write &&"),
            of("(?<!\\|)(\\|)(?!\\|)", "Expected ||, but found |", ""),
            of(
                    "(\\?\\?|\\?:)",
                    "Expected a ? b : c, but found no value after ?",
                    "A default for a field that may be missing: a.?b.orValue(c)"),
            of("(\\?\\.)", "Expected .? for a field that may be missing, but found ?.", "Write a.?b"),
            of("\\b(and|AND)\\b", "Expected an operator, but found and", "Write &&"),
            of("\\b(or|OR)\\b", "Expected an operator, but found or", "Write ||"),
            of("\\b(not|NOT)\\b", "Expected ! or a value, but found not", ""),
            of("\\b(is)\\b", "Expected an operator, but found is", "Write =="),
            of("\\b(if)\\b", "Expected a value, but found if", "Write condition ? a : b"),
            of("(\\+\\+|--)(?=\\s*$)", "Expected a value after the operator, but found none", "Write a + 1"),
            of("(;)", "Expected one expression, but found ;", "Leave it out"));

    private static Foreign of(String pattern, String message, String hint) {
        return new Foreign(Pattern.compile(pattern), 1, message, hint);
    }

    /** The first that stands at, or right before, an offset; null where none does. */
    static @Nullable Flaw find(String text, int offset) {
        int from = Math.max(0, offset - BEFORE);
        int to = Math.min(text.length(), offset + BEHIND);
        for (Foreign foreign : ALL) {
            Matcher matcher = foreign.pattern
                    .matcher(text)
                    .region(from, to)
                    .useTransparentBounds(true)
                    .useAnchoringBounds(false);
            if (matcher.find() && matcher.start(foreign.group) <= offset && !isQuoted(text, matcher.start())) {
                return new Flaw(
                        matcher.start(foreign.group),
                        matcher.group(foreign.group).length(),
                        Flaw.Kind.SYNTAX,
                        foreign.message,
                        foreign.hint.isEmpty() ? cure(text, matcher) : foreign.hint);
            }
        }
        return null;
    }

    private static String cure(String text, Matcher matcher) {
        String word = matcher.group(1);
        return switch (word.charAt(0)) {
            case '|' -> Filter.cure(text, matcher.start(1));
            case '?' -> maybe(text.substring(0, matcher.start(1)));
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> duration(word);
            default -> Negation.cure(text, matcher.start(), matcher.end());
        };
    }

    private static String maybe(String before) {
        Matcher field = FIELD.matcher(before);
        return "Write " + (field.find() ? ".?" + field.group(1) : ".?b") + ", and a default behind it: .orValue(c)";
    }

    // CEL has no days.
    private static String duration(String word) {
        String days = word.substring(0, word.length() - 1);
        boolean hours = word.endsWith("d") && days.length() < 9;
        return "Write duration('" + (hours ? Long.parseLong(days) * 24 + "h" : word) + "')";
    }

    private static boolean isQuoted(String text, int offset) {
        return Brackets.of(text.substring(0, offset)).inString();
    }
}
