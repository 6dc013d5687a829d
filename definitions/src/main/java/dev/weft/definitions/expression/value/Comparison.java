package dev.weft.definitions.expression.value;

import dev.cel.common.values.CelByteString;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Order of values: numbers by their number whatever their kind, other kinds among themselves. */
public final class Comparison {
    private static final double TWO_TO_63 = 0x1p63;

    private Comparison() {}

    /** Whether two numbers have an order: NaN has none. */
    public static boolean isOrdered(Number left, Number right) {
        return !(left instanceof Double x && x.isNaN()) && !(right instanceof Double y && y.isNaN());
    }

    /** Compares two numbers exactly, also where the integer has more digits than a decimal can hold. */
    public static int compare(Number left, Number right) {
        if (left instanceof Long x) {
            return right instanceof Long y ? Long.compare(x, y) : compare(x.longValue(), right.doubleValue());
        }
        if (right instanceof Long y) {
            return -compare(y.longValue(), left.doubleValue());
        }
        double x = left.doubleValue();
        double y = right.doubleValue();
        return x < y ? -1 : x > y ? 1 : 0;
    }

    private static int compare(long left, double right) {
        if (right >= TWO_TO_63) {
            return -1;
        }
        if (right < -TWO_TO_63) {
            return 1;
        }
        long whole = (long) right;
        return left == whole ? Double.compare(0.0, right - whole) : Long.compare(left, whole);
    }

    /**
     * Compares two values of one kind.
     *
     * @param operator as the author wrote it, for the message
     */
    public static int compare(@Nullable Object left, @Nullable Object right, String operator, Budget budget)
            throws Failure {
        if (left instanceof Number x && right instanceof Number y) {
            return compare(x, y);
        }
        if (left instanceof String x && right instanceof String y) {
            budget.spendText(Math.min(x.length(), y.length()));
            return x.compareTo(y);
        }
        if (left instanceof Instant x && right instanceof Instant y) {
            return x.compareTo(y);
        }
        if (left instanceof Duration x && right instanceof Duration y) {
            return x.compareTo(y);
        }
        if (left instanceof Boolean x && right instanceof Boolean y) {
            return x.compareTo(y);
        }
        if (left instanceof CelByteString x && right instanceof CelByteString y) {
            budget.spendText(Math.min(x.size(), y.size()));
            return CelByteString.unsignedLexicographicalComparator().compare(x, y);
        }
        throw new Failure("Expected two numbers, strings, timestamps, durations, booleans or bytes around " + operator
                + ", but found " + Kind.words(left) + " and " + Kind.words(right));
    }
}
