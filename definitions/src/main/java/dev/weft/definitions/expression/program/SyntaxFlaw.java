package dev.weft.definitions.expression.program;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import dev.weft.definitions.expression.Flaw;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with text that isn't CEL, in an author's words. The parser's own messages list tokens of its grammar;
 * only the first is looked at, as the others mostly follow from it.
 */
public final class SyntaxFlaw {
    private static final Pattern UNEXPECTED = Pattern.compile("^(?:extraneous|mismatched) input '(.*?)' expecting");
    private static final Pattern LAST_OPERATOR = Pattern.compile("(?:[-+*/%<>!]|[=!<>]=|&&|\\|\\||\\sin|[,:?])$");
    private static final Pattern MISSING = Pattern.compile("^missing '(.)' at '(.*)'$");
    private static final Pattern CALL = Pattern.compile("\\b(?!in$)\\w+$");
    private static final int SHOWN = 60;
    private static final Pattern RESERVED = Pattern.compile("^reserved identifier: (.*)$");

    /** Words that are part of the grammar, where a field is named. */
    private static final Pattern OPERATOR = Pattern.compile("(?<=\\.)(?:in|true|false|null)\\b");

    private final String text;
    private final int offset;
    private final String message;

    private SyntaxFlaw(String text, int offset, String message) {
        this.text = text;
        this.offset = offset;
        this.message = message;
    }

    /** The first thing that is wrong, at its place. */
    public static Flaw of(String text, CelValidationResult parsed) {
        CelIssue issue =
                parsed.getErrors().isEmpty() ? null : parsed.getErrors().get(0);
        if (issue == null) {
            return new Flaw(0, text.length(), Flaw.Kind.SYNTAX, "Expected an expression, but found " + text, "");
        }
        int codePoints =
                parsed.getSource().getLocationOffset(issue.getSourceLocation()).orElse(0);
        int last = text.codePointCount(0, text.length());
        int offset = text.offsetByCodePoints(0, Math.clamp(codePoints, 0, last));
        return new SyntaxFlaw(text, offset, issue.getMessage()).flaw();
    }

    private Flaw flaw() {
        if (text.isBlank()) {
            return at(0, 0, "Expected an expression, but found nothing", "");
        }
        Flaw dashed = DashedName.find(text, offset);
        if (dashed != null) {
            return dashed;
        }
        Flaw foreign = Foreign.find(text, offset);
        if (foreign != null) {
            return foreign;
        }
        if (message.startsWith("token recognition error")) {
            return character();
        }
        Matcher reserved = RESERVED.matcher(message);
        if (reserved.matches()) {
            return reserved(reserved.group(1));
        }
        Matcher word = OPERATOR.matcher(text);
        if (word.find(Math.min(offset, text.length())) && word.start() == offset) {
            return reserved(word.group());
        }
        boolean ends = offset >= text.stripTrailing().length();
        Flaw list = list();
        if (list != null) {
            return list;
        }
        Matcher missing = MISSING.matcher(message);
        if (missing.matches() && !ends) {
            return at(offset, word(), "Expected " + missing.group(1) + ", but found " + found(), "");
        }
        if (ends) {
            return unfinished();
        }
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.find()) {
            boolean operator = message.contains("<EOF>") || message.contains("'&&'");
            return at(
                    offset,
                    word(),
                    operator
                            ? "Expected an operator or the end of the expression, but found " + found()
                            : "Expected a value, but found " + found(),
                    operator ? stray() : "");
        }
        return other();
    }

    /** A character that no token begins with: often the quote of a string that isn't closed. */
    private Flaw character() {
        char c = text.charAt(Math.min(offset, text.length() - 1));
        if (c == '\'' || c == '"') {
            Matcher escape = Pattern.compile("\\\\[^abfnrtv\\\\?\"'`xXuU0-3]").matcher(text);
            if (escape.find(offset)) {
                return at(
                        escape.start(),
                        2,
                        "Expected an escape such as \\n, \\' or \\\\, but found " + escape.group(),
                        "A backslash itself is written \\\\, or the string r'…'");
            }
            return at(
                    offset,
                    1,
                    "Expected the string that begins here to end with " + c + " before the line does",
                    "A quote within a string is written \\" + c);
        }
        int length = Character.charCount(text.codePointAt(Math.min(offset, text.length() - 1)));
        String wrong = text.substring(offset, Math.min(text.length(), offset + length));
        return at(
                offset,
                length,
                "Expected a character that CEL has a meaning for, but found " + wrong,
                "Text stands in quotes: '" + wrong + "'");
    }

    /** Several values in the parentheses of no call: in other languages a list. */
    private @Nullable Flaw list() {
        int open = text.startsWith(",", offset)
                ? Brackets.of(text.substring(0, offset)).last()
                : -1;
        boolean call = open > 0
                && CALL.matcher(text.substring(0, open).stripTrailing()).find();
        if (open < 0 || text.charAt(open) != '(' || call) {
            return null;
        }
        int close = text.indexOf(')', offset);
        String values = text.substring(open + 1, close < 0 ? offset : close).strip();
        return at(
                open,
                1,
                "Expected one value in parentheses, but found several",
                "A list stands in brackets: " + (close < 0 || values.length() > SHOWN ? "[a, b]" : "[" + values + "]"));
    }

    private Flaw unfinished() {
        int end = text.stripTrailing().length();
        Brackets open = Brackets.of(text);
        if (open.last() >= 0) {
            return at(
                    end,
                    0,
                    "Expected " + open.closing() + " to close the " + text.charAt(open.last()) + " at character "
                            + (open.last() + 1) + ", but the expression ends here",
                    "");
        }
        if (message.contains("':'")) {
            return at(
                    end,
                    0,
                    "Expected : and the value for when the condition is false, but the expression ends here",
                    "Write condition ? a : b");
        }
        if (text.stripTrailing().endsWith(".")) {
            return at(end, 0, "Expected a name after the dot, but the expression ends here", "");
        }
        Matcher operator = LAST_OPERATOR.matcher(text.stripTrailing());
        String after = operator.find() ? " after " + operator.group().strip() : "";
        return at(end, 0, "Expected a value" + after + ", but the expression ends here", "");
    }

    private Flaw reserved(String word) {
        return at(
                offset,
                word.length(),
                "Expected a name, but found " + word + ", a word that CEL keeps for itself",
                "As the name of a field it can be written a['" + word + "']");
    }

    private Flaw other() {
        if (message.startsWith("For input string")) {
            return at(offset, word(), "Expected an integer of 64 bits, but found " + found(), "");
        }
        if (message.startsWith("no viable alternative")) {
            return at(offset, word(), "Expected a name, but found " + found(), "");
        }
        if (message.contains("recursion limit")) {
            return tooDeep();
        }
        if (message.contains("code point size")) {
            return at(
                    0,
                    text.length(),
                    "Expected an expression of at most " + Parser.LONGEST + " characters, but found " + text.length(),
                    "Compute parts of it in tasks of action transform");
        }
        if (message.contains("has() macro")) {
            return at(
                    offset,
                    1,
                    "Expected a field inside of has(…), such as has(a.b), but found another expression",
                    "Whether a value is null: a != null");
        }
        if (message.contains("must be a simple name") || message.contains("must be a simple identifier")) {
            return at(
                    offset, word(), "Expected a simple name for each item, but found " + found(), "list.map(x, x + 1)");
        }
        if (message.contains("math.greatest") || message.contains("math.least")) {
            return at(offset, word(), "Expected numbers, or a list of them, to compare, but found: " + message, "");
        }
        return at(offset, word(), "Expected CEL, but found: " + message, "");
    }

    /** A row of operators is nested to the parser as well, to its left. */
    private Flaw tooDeep() {
        boolean brackets = Brackets.depth(text) > Parser.DEEPEST / 4;
        return at(
                0,
                text.length(),
                brackets
                        ? "Expected an expression that is nested at most " + Parser.DEEPEST + " deep, but found more"
                        : "Expected at most " + Parser.DEEPEST + " operators in a row, but found more",
                brackets
                        ? "Compute parts of it in tasks of action transform"
                        : "Add numbers up with sum([…]) and join texts with […].join(), or compute parts of it in tasks of"
                                + " action transform");
    }

    private String stray() {
        if (text.startsWith("[", offset) || text.startsWith(")", offset)) {
            return "";
        }
        return Character.isLetterOrDigit(text.charAt(offset)) || "'\"".indexOf(text.charAt(offset)) >= 0
                ? "Text stands in quotes, and + joins texts"
                : "";
    }

    private String found() {
        return text.substring(offset, Math.min(text.length(), offset + word()));
    }

    /** How long the word is that begins at the offset, which is inside of the text; a string counts as one. */
    private int word() {
        int end = offset;
        if ("'\"`".indexOf(text.charAt(offset)) >= 0) {
            end = text.indexOf(text.charAt(offset), offset + 1);
            return end < 0 ? 1 : end + 1 - offset;
        }
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return Math.max(1, end - offset);
    }

    private static Flaw at(int offset, int length, String message, String hint) {
        return new Flaw(offset, length, Flaw.Kind.SYNTAX, message, hint);
    }
}
