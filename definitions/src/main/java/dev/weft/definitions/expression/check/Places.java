package dev.weft.definitions.expression.check;

import dev.cel.common.CelSource;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Map;

/** Where the pieces of an expression stand in its text, in UTF-16 code units. */
final class Places {
    private final String text;
    private final Map<Long, Integer> positions;

    Places(String text, CelSource source) {
        this.text = text;
        this.positions = source.getPositionsMap();
    }

    /** A stretch of the text. */
    record Span(int start, int length) {}

    /** Where CEL says that a piece is: at the operator, the dot, or the parenthesis of a call. */
    private int anchor(CelExpr expression) {
        int codePoints = positions.getOrDefault(expression.id(), 0);
        return text.offsetByCodePoints(0, Math.clamp(codePoints, 0, text.codePointCount(0, text.length())));
    }

    /** Whether the expression holds a text. */
    boolean mentions(String part) {
        return text.contains(part);
    }

    /** Where a piece begins. */
    int start(CelExpr expression) {
        return switch (expression.getKind()) {
            case SELECT -> start(expression.select().operand());
            case CALL -> callStart(expression);
            case COMPREHENSION ->
                Math.min(anchor(expression), start(expression.comprehension().iterRange()));
            case IDENT, CONSTANT, LIST, MAP, STRUCT, NOT_SET -> anchor(expression);
        };
    }

    private int callStart(CelExpr expression) {
        CelExpr.CelCall call = expression.call();
        int anchor = anchor(expression);
        if (call.target().isPresent()) {
            return start(call.target().get());
        }
        boolean operator = Operator.findReverse(call.function()).isPresent();
        if (operator && !call.args().isEmpty()) {
            return Math.min(anchor, start(call.args().get(0)));
        }
        return name(expression).start();
    }

    /** The stretch from the beginning of a path of names to its end; of anything else its first word. */
    Span whole(CelExpr expression) {
        int start = start(expression);
        if (expression.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            Span field = member(expression);
            return new Span(start, field.start() + field.length() - start);
        }
        return word(start);
    }

    /** The first word of a piece, as it is written. */
    String written(CelExpr expression) {
        Span span = word(start(expression));
        return text.substring(span.start(), Math.min(text.length(), span.start() + span.length()));
    }

    /** Whether an operator stands between two pieces without a blank. */
    boolean isTight(CelExpr call) {
        Span operator = operator(call);
        int end = operator.start() + operator.length();
        return operator.start() > 0
                && !Character.isWhitespace(text.charAt(operator.start() - 1))
                && end < text.length()
                && !Character.isWhitespace(text.charAt(end));
    }

    /** The field of a select, after its dot. */
    Span member(CelExpr select) {
        int at = anchor(select);
        while (at < text.length() && (".?".indexOf(text.charAt(at)) >= 0 || Character.isWhitespace(text.charAt(at)))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '(') {
            return wordBeforeEnd(select, at);
        }
        return word(at);
    }

    /** {@code has(a.b)} stands at its parenthesis: the field is the last word of the argument. */
    private Span wordBeforeEnd(CelExpr select, int parenthesis) {
        String field = select.select().field();
        int from = Math.max(parenthesis, start(select.select().operand()));
        int at = text.indexOf("." + field, from);
        return at < 0 ? word(parenthesis) : new Span(at + 1, field.length());
    }

    /** What a piece is about: the operator, the name of the function or the field; of anything else its first word. */
    Span principal(CelExpr expression) {
        return switch (expression.getKind()) {
            case CALL -> {
                Operator operator =
                        Operator.findReverse(expression.call().function()).orElse(null);
                yield operator == null
                        ? name(expression)
                        : operator == Operator.INDEX
                                ? whole(expression.call().args().get(1))
                                : operator(expression);
            }
            case SELECT -> member(expression);
            case COMPREHENSION -> name(expression);
            case IDENT, CONSTANT, LIST, MAP, STRUCT, NOT_SET -> whole(expression);
        };
    }

    /** Whether a dot or bracket follows a stretch, so that it is the beginning of a path. */
    boolean isFollowedByDot(Span span) {
        int end = span.start() + span.length();
        return end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == '[');
    }

    /** The name of a function or macro, before its parenthesis. */
    Span name(CelExpr call) {
        int end = Math.min(anchor(call), text.length());
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && isWord(text.charAt(start - 1))) {
            start--;
        }
        return start == end ? word(anchor(call)) : new Span(start, end - start);
    }

    /** The receiver and arguments of a call as they are written; none where that can't be told. */
    List<String> arguments(CelExpr call) {
        Span name = name(call);
        String receiver = call.call()
                .target()
                .map(target -> text.substring(start(target), Math.max(start(target), name.start())))
                .orElse(null);
        return WrittenCall.arguments(receiver, text.substring(name.start() + name.length()));
    }

    /** The text from the beginning of a piece on. */
    String from(CelExpr expression) {
        return text.substring(start(expression));
    }

    /** The operator of a call, as it is written. */
    Span operator(CelExpr call) {
        int at = anchor(call);
        int end = at;
        while (end < text.length() && "+-*/%=!<>&|?".indexOf(text.charAt(end)) >= 0 && end - at < 2) {
            end++;
        }
        int length = end - at == 2 && "== != <= >= && ||".contains(text.substring(at, end)) ? 2 : 1;
        return text.startsWith("in", at) ? new Span(at, 2) : new Span(at, length);
    }

    private Span word(int start) {
        int end = start;
        if (end < text.length() && "'\"`".indexOf(text.charAt(end)) >= 0) {
            int close = text.indexOf(text.charAt(end), end + 1);
            end = close < 0 ? text.length() : close + 1;
        }
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return new Span(Math.min(start, text.length()), Math.max(1, end - start));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
