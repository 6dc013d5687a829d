package dev.weft.definitions.expression.value;

import dev.cel.common.values.CelByteString;
import dev.weft.definitions.duration.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operators <code>+ - * / %</code> and the sign. Two integers give an integer, and a failure beyond 64 bits; a
 * decimal on either side gives a decimal.
 */
public final class Arithmetic {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    static final Duration LONGEST = Duration.between(FIRST, LAST);

    private Arithmetic() {}

    /** {@code left + right}: numbers, texts, lists, bytes, times. */
    public static Object add(@Nullable Object left, @Nullable Object right, Budget budget) throws Failure {
        if (left instanceof Number x && right instanceof Number y) {
            return numbers('+', x, y);
        }
        if (left instanceof String x && right instanceof String y) {
            budget.spendText((long) x.length() + y.length());
            return x.concat(y);
        }
        if (left instanceof List<?> x && right instanceof List<?> y) {
            return concat(x, y, budget);
        }
        if (left instanceof Instant x && right instanceof Duration y) {
            return plus(x, y);
        }
        if (left instanceof Duration x && right instanceof Instant y) {
            return plus(y, x);
        }
        if (left instanceof Duration x && right instanceof Duration y) {
            return plus(x, y);
        }
        if (left instanceof CelByteString x && right instanceof CelByteString y) {
            budget.spendText((long) x.size() + y.size());
            return x.concat(y);
        }
        throw mismatch(
                "+",
                left,
                right,
                left instanceof String || right instanceof String ? ": make a string of the other with string(…)" : "");
    }

    /** {@code left - right}: numbers, times. */
    public static Object subtract(@Nullable Object left, @Nullable Object right) throws Failure {
        if (left instanceof Number x && right instanceof Number y) {
            return numbers('-', x, y);
        }
        if (left instanceof Instant x && right instanceof Instant y) {
            return Duration.between(y, x);
        }
        if (left instanceof Instant x && right instanceof Duration y) {
            return plus(x, y.negated());
        }
        if (left instanceof Duration x && right instanceof Duration y) {
            return plus(x, y.negated());
        }
        throw mismatch("-", left, right, "");
    }

    /** {@code left operator right} for numbers alone: one of <code>* / %</code>. */
    public static Object calculate(char operator, @Nullable Object left, @Nullable Object right) throws Failure {
        if (left instanceof Number x && right instanceof Number y) {
            return numbers(operator, x, y);
        }
        throw mismatch(String.valueOf(operator), left, right, "");
    }

    /** {@code -value}. */
    public static Object negate(@Nullable Object value) throws Failure {
        if (value instanceof Long number) {
            return numbers('-', 0L, number);
        }
        if (value instanceof Double number) {
            return -number;
        }
        if (value instanceof Duration duration) {
            return duration.negated();
        }
        throw new Failure("Expected a number after -, but found " + Kind.words(value));
    }

    private static Object numbers(char operator, Number left, Number right) throws Failure {
        if (left instanceof Long x && right instanceof Long y) {
            return integers(operator, x, y);
        }
        double x = left.doubleValue();
        double y = right.doubleValue();
        return switch (operator) {
            case '+' -> x + y;
            case '-' -> x - y;
            case '*' -> x * y;
            case '/' -> x / y;
            default ->
                throw new Failure(
                        "Expected two integers around %, but found " + Kind.words(left) + " and " + Kind.words(right));
        };
    }

    private static long integers(char operator, long left, long right) throws Failure {
        if (right == 0 && (operator == '/' || operator == '%')) {
            throw new Failure("Expected a divisor other than 0, but found " + left + " " + operator + " 0");
        }
        try {
            return switch (operator) {
                case '+' -> Math.addExact(left, right);
                case '-' -> Math.subtractExact(left, right);
                case '*' -> Math.multiplyExact(left, right);
                case '/' -> Math.divideExact(left, right);
                default -> left % right;
            };
        } catch (ArithmeticException e) {
            throw new Failure("Expected an integer of 64 bits, but " + left + " " + operator + " " + right
                    + " is beyond them: make one of them a decimal with double(…)");
        }
    }

    private static List<@Nullable Object> concat(List<?> left, List<?> right, Budget budget) throws Failure {
        if (left instanceof Gathered gathered && gathered.isOpen()) {
            budget.spend(1L + right.size());
            gathered.addAll(right);
            return gathered;
        }
        budget.spend(1L + left.size() + right.size());
        List<@Nullable Object> both = new ArrayList<>(left.size() + right.size());
        both.addAll(left);
        both.addAll(right);
        return both;
    }

    private static Instant plus(Instant time, Duration duration) throws Failure {
        try {
            Instant sum = time.plus(duration);
            if (!sum.isBefore(FIRST) && !sum.isAfter(LAST)) {
                return sum;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // The failure below says it.
        }
        throw new Failure("Expected a timestamp in the years 1 to 9999, but " + time + " and "
                + DurationText.format(duration) + " lead out of them");
    }

    private static Duration plus(Duration left, Duration right) throws Failure {
        Duration sum = left.plus(right);
        if (sum.abs().compareTo(LONGEST) > 0) {
            throw new Failure("Expected a duration of at most 9999 years, but found " + DurationText.format(left)
                    + " and " + DurationText.format(right));
        }
        return sum;
    }

    private static Failure mismatch(String operator, @Nullable Object left, @Nullable Object right, String advice) {
        return new Failure("Expected two values that " + operator + " works on, but found " + Kind.words(left) + " and "
                + Kind.words(right) + advice);
    }
}
