package dev.weft.definitions.expression.function;

import dev.weft.definitions.expression.value.Durations;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types and conversions where the language differs from CEL: there is one kind of integer, and a duration has days. */
final class ConversionFunctions {
    private ConversionFunctions() {}

    static void addTo(Map<String, List<Overload>> functions) {
        functions.put("type", List.of(Overload.of((a, budget) -> Kind.of(a[0]), Object.class)));
        functions.put("dyn", List.of(Overload.of((a, budget) -> a[0], Object.class)));
        functions.put(
                "duration",
                List.of(
                        Overload.of((a, budget) -> a[0], Duration.class),
                        Overload.of((a, budget) -> Durations.parse((String) a[0]), String.class)));
        Function toInteger = new Overloaded("uint", functions.getOrDefault("int", List.of()));
        functions.put("uint", List.of(Overload.of((a, budget) -> unsigned(toInteger.apply(a, budget)), Object.class)));
    }

    private static @Nullable Object unsigned(@Nullable Object number) throws Failure {
        if (number instanceof Long whole && whole < 0) {
            throw new Failure("Expected an integer from 0, but found " + whole);
        }
        return number;
    }
}
