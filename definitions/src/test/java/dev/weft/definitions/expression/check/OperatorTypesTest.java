package dev.weft.definitions.expression.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Operators on every pair of types, against what they give for values of known types. */
final class OperatorTypesTest {
    private static final ListOf NUMBERS = new ListOf(Simple.INTEGER);
    private static final List<Type> KNOWN = List.of(
            Simple.INTEGER,
            Simple.DECIMAL,
            Simple.NUMBER,
            Simple.STRING,
            Simple.BYTES,
            Simple.BOOLEAN,
            Simple.TIMESTAMP,
            Simple.DURATION,
            Simple.NULL,
            Simple.TYPE,
            NUMBERS);
    private static final Set<Type> NUMERIC = Set.of(Simple.INTEGER, Simple.DECIMAL, Simple.NUMBER);
    private static final Set<Type> ORDERED = Set.of(
            Simple.INTEGER,
            Simple.DECIMAL,
            Simple.NUMBER,
            Simple.STRING,
            Simple.BYTES,
            Simple.BOOLEAN,
            Simple.TIMESTAMP,
            Simple.DURATION);

    @Test
    void shouldAdd() {
        compare(OperatorTypes::add, (left, right) -> {
            if (left.equals(right)
                    && Set.of(Simple.STRING, Simple.BYTES, Simple.DURATION, NUMBERS)
                            .contains(left)) {
                return left;
            }
            Set<Type> both = Set.of(Simple.TIMESTAMP, Simple.DURATION);
            return !left.equals(right) && both.contains(left) && both.contains(right)
                    ? Simple.TIMESTAMP
                    : number(left, right);
        });
    }

    @Test
    void shouldSubtract() {
        compare(OperatorTypes::subtract, (left, right) -> {
            if (left == Simple.TIMESTAMP && right == Simple.TIMESTAMP) {
                return Simple.DURATION;
            }
            boolean time = left == Simple.TIMESTAMP || left == Simple.DURATION;
            return time && right == Simple.DURATION ? left : number(left, right);
        });
    }

    @Test
    void shouldCompareByOrder() {
        compare(
                (left, right) -> OperatorTypes.ordered(left, right) ? Optional.of(Simple.BOOLEAN) : Optional.empty(),
                (left, right) -> NUMERIC.contains(left) && NUMERIC.contains(right)
                                || left.equals(right) && ORDERED.contains(left)
                        ? Simple.BOOLEAN
                        : null);
    }

    @Test
    void shouldCompareForEquality() {
        for (Type left : KNOWN) {
            for (Type right : KNOWN) {
                boolean possible = left.equals(right)
                        || left == Simple.NULL
                        || right == Simple.NULL
                        || NUMERIC.contains(left) && NUMERIC.contains(right);
                assertThat(OperatorTypes.equatable(left, right))
                        .as("%s == %s", left, right)
                        .isEqualTo(possible);
            }
        }
    }

    private static @Nullable Type number(Type left, Type right) {
        if (!NUMERIC.contains(left) || !NUMERIC.contains(right)) {
            return null;
        }
        return left == Simple.DECIMAL || right == Simple.DECIMAL
                ? Simple.DECIMAL
                : left.equals(right) ? left : Simple.NUMBER;
    }

    /** Where a side is of any type, an operator is possible if it is for some type, and gives what all of these have in common. */
    private static void compare(
            BiFunction<Type, Type, Optional<Type>> operator, BiFunction<Type, Type, @Nullable Type> known) {
        for (Type left : KNOWN) {
            for (Type right : KNOWN) {
                assertThat(operator.apply(left, right))
                        .as("%s, %s", left, right)
                        .isEqualTo(Optional.ofNullable(known.apply(left, right)));
            }
            for (Simple open : List.of(Simple.ANY, Simple.NOTHING)) {
                Type one = left;
                fits(operator.apply(open, left), KNOWN.stream().map(other -> known.apply(other, one)));
                fits(operator.apply(left, open), KNOWN.stream().map(other -> known.apply(one, other)));
            }
        }
        for (Simple open : List.of(Simple.ANY, Simple.NOTHING)) {
            assertThat(operator.apply(open, open)).isPresent();
        }
    }

    private static void fits(Optional<Type> found, Stream<@Nullable Type> results) {
        List<Type> possible = new ArrayList<>();
        results.forEach(result -> {
            if (result != null) {
                possible.add(result);
            }
        });
        assertThat(found.isPresent()).as("%s of %s", found, possible).isEqualTo(!possible.isEmpty());
        found.ifPresent(type -> {
            assertThat(possible).allMatch(one -> Types.fits(one, type));
            Set<Type> different = new LinkedHashSet<>(possible);
            boolean text = different.equals(Set.of(Simple.STRING)) || different.equals(Set.of(Simple.BYTES));
            assertThat(type.equals(Simple.STRING) || type.equals(Simple.BYTES)).isEqualTo(text);
            if (NUMERIC.containsAll(different)) {
                assertThat(type).isEqualTo(Simple.NUMBER);
            }
        });
    }
}
