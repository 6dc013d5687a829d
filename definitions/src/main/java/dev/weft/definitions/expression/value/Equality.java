package dev.weft.definitions.expression.value;

import dev.weft.definitions.expression.ElsewhereException;
import dev.weft.definitions.expression.LargeValue;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CEL's equality: by value, all the way down; numbers by their number; different kinds are unequal, never a failure. */
public final class Equality {
    private Equality() {}

    /** Whether two values are equal. */
    public static boolean equal(@Nullable Object left, @Nullable Object right, Budget budget) throws Failure {
        Object a = Normal.scalar(left);
        Object b = Normal.scalar(right);
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof LargeValue || b instanceof LargeValue) {
            return large(a, b);
        }
        if (a instanceof Number x && b instanceof Number y) {
            return Comparison.isOrdered(x, y) && Comparison.compare(x, y) == 0;
        }
        if (a instanceof String x && b instanceof String y) {
            budget.spendText(Math.min(x.length(), y.length()));
            return x.equals(y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return lists(x, y, budget);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return maps(x, y, budget);
        }
        if (a instanceof Maybe x && b instanceof Maybe y) {
            return x.present() == y.present() && equal(x.value(), y.value(), budget);
        }
        return a.equals(b);
    }

    /** The same blob is the same value; what else may be equal shows only who looks into it. */
    private static boolean large(Object a, Object b) {
        if (a.equals(b)) {
            return true;
        }
        throw new ElsewhereException(a instanceof LargeValue large ? large : (LargeValue) b);
    }

    private static boolean lists(List<?> left, List<?> right, Budget budget) throws Failure {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        for (Object item : left) {
            budget.spend(1);
            if (!others.hasNext() || !equal(item, others.next(), budget)) {
                return false;
            }
        }
        return true;
    }

    private static boolean maps(Map<?, ?> left, Map<?, ?> right, Budget budget) throws Failure {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            budget.spend(1);
            Object other = right.get(entry.getKey());
            if (other == null && !right.containsKey(entry.getKey()) || !equal(entry.getValue(), other, budget)) {
                return false;
            }
        }
        return true;
    }
}
