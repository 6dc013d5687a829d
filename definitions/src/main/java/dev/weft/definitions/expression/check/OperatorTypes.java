package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.Optional;

/** What operators give for types: nothing where they can't be applied. */
final class OperatorTypes {
    private OperatorTypes() {}

    /** {@code left + right}. */
    static Optional<Type> add(Type first, Type second) {
        Type left = Types.plain(first);
        Type right = Types.plain(second);
        if (left instanceof ListOf && right instanceof ListOf) {
            return Optional.of(Types.join(left, right));
        }
        boolean same = left == right && (left == Simple.STRING || left == Simple.BYTES || left == Simple.DURATION);
        if (same) {
            return Optional.of(left);
        }
        if (left == Simple.TIMESTAMP && right == Simple.DURATION
                || left == Simple.DURATION && right == Simple.TIMESTAMP) {
            return Optional.of(Simple.TIMESTAMP);
        }
        Optional<Type> number = arithmetic(left, right);
        if (number.isPresent() || !Types.isOpen(left) && !Types.isOpen(right)) {
            return number;
        }
        Type known = Types.isOpen(left) ? right : left;
        boolean decides = known == Simple.STRING || known == Simple.BYTES;
        boolean possible = known instanceof ListOf || isTime(known) || Types.isOpen(known);
        return decides ? Optional.of(known) : possible ? Optional.of(Simple.ANY) : Optional.empty();
    }

    /** {@code left - right}. */
    static Optional<Type> subtract(Type left, Type right) {
        if (left == Simple.TIMESTAMP && right == Simple.TIMESTAMP) {
            return Optional.of(Simple.DURATION);
        }
        if (isTime(left) && right == Simple.DURATION) {
            return Optional.of(left);
        }
        if (isTime(left) && Types.isOpen(right) || Types.isOpen(left) && isTime(right)) {
            return Optional.of(Simple.ANY);
        }
        return arithmetic(left, right);
    }

    /** Two numbers. */
    static Optional<Type> arithmetic(Type left, Type right) {
        if (Types.isOpen(left) || Types.isOpen(right)) {
            Type known = Types.isOpen(left) ? right : left;
            return Types.isOpen(known)
                    ? Optional.of(Simple.ANY)
                    : Types.isNumber(known) ? Optional.of(Simple.NUMBER) : Optional.empty();
        }
        if (!Types.isNumber(left) || !Types.isNumber(right)) {
            return Optional.empty();
        }
        if (left == Simple.DECIMAL || right == Simple.DECIMAL) {
            return Optional.of(Simple.DECIMAL);
        }
        return Optional.of(left == right ? left : Simple.NUMBER);
    }

    /** Whether two values can be compared by order. */
    static boolean ordered(Type first, Type second) {
        Type left = Types.plain(first);
        Type right = Types.plain(second);
        if (Types.isOpen(left) || Types.isOpen(right)) {
            Type known = Types.isOpen(left) ? right : left;
            return Types.isOpen(known) || isOrdered(known);
        }
        return Types.isNumber(left) && Types.isNumber(right) || left == right && isOrdered(left);
    }

    /** Whether two values may be equal at all. Any may be null. */
    static boolean equatable(Type left, Type right) {
        return left == Simple.NULL
                || right == Simple.NULL
                || Types.fits(left, right)
                || Types.isNumber(left) && Types.isNumber(right);
    }

    private static boolean isOrdered(Type type) {
        return Types.isNumber(type)
                || isTime(type)
                || type == Simple.STRING
                || type == Simple.BYTES
                || type == Simple.BOOLEAN;
    }

    private static boolean isTime(Type type) {
        return type == Simple.TIMESTAMP || type == Simple.DURATION;
    }
}
