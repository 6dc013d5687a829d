package dev.weft.definitions.expression.function;

import dev.cel.common.values.CelByteString;
import dev.weft.definitions.expression.ElsewhereException;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function with several signatures: the first that takes the arguments is applied.
 *
 * @param name as authors write it
 */
record Overloaded(String name, List<Overload> overloads) implements Function {
    private static final Map<Class<?>, String> WORDS = Map.of(
            Boolean.class, "bool",
            Long.class, "int",
            Double.class, "double",
            Number.class, "number",
            String.class, "string",
            CelByteString.class, "bytes",
            Instant.class, "timestamp",
            Duration.class, "duration",
            Map.class, "map");

    /** They look at how many items there are, and hand on what these are. */
    private static final Set<String> NOT_INTO_ITEMS = Set.of("size", "first", "last", "slice", "reverse", "dyn");

    Overloaded {
        overloads = List.copyOf(overloads);
    }

    @Override
    public @Nullable Object apply(@Nullable Object[] arguments, Budget budget) throws Failure {
        mustBeAtHand(arguments);
        for (Overload overload : overloads) {
            if (overload.takes(arguments)) {
                return overload.body().apply(arguments, budget);
            }
        }
        @Nullable Object[] decimals = decimals(arguments);
        for (Overload overload : overloads) {
            if (overload.takes(decimals)) {
                return overload.body().apply(decimals, budget);
            }
        }
        String expected = overloads.stream()
                .map(overload -> overload.types().stream()
                        .map(Overloaded::word)
                        .collect(Collectors.joining(", ", name + "(", ")")))
                .distinct()
                .collect(Collectors.joining(" or "));
        String found = Arrays.stream(arguments).map(Kind::words).collect(Collectors.joining(", "));
        throw new Failure("Expected " + expected + ", but found " + (found.isEmpty() ? "nothing" : found));
    }

    private void mustBeAtHand(@Nullable Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof LargeValue large) {
                throw new ElsewhereException(large);
            }
            if (!NOT_INTO_ITEMS.contains(name)) {
                LargeValue.findIn(argument).ifPresent(large -> {
                    throw new ElsewhereException(large);
                });
            }
        }
    }

    /** An integer is taken where only a decimal is, as in arithmetic. */
    private static @Nullable Object[] decimals(@Nullable Object[] arguments) {
        @Nullable Object[] decimals = arguments.clone();
        for (int i = 0; i < decimals.length; i++) {
            if (decimals[i] instanceof Long number) {
                decimals[i] = number.doubleValue();
            }
        }
        return decimals;
    }

    private static String word(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return "list";
        }
        return WORDS.getOrDefault(type, type == Object.class ? "any" : type.getSimpleName());
    }
}
