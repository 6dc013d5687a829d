package dev.weft.definitions.expression.function;

import dev.cel.common.values.CelByteString;
import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Maybe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on optional values. (Their defaults, {@code or} and {@code orValue}, are nodes: the right side is lazy.) */
final class OptionalFunctions {
    private OptionalFunctions() {}

    static void addTo(Map<String, List<Overload>> functions) {
        functions.put("optional.none", List.of(Overload.of((a, budget) -> Maybe.NONE)));
        functions.put("optional.of", List.of(Overload.of((a, budget) -> Maybe.of(a[0]), Object.class)));
        functions.put(
                "optional.ofNonZeroValue",
                List.of(Overload.of((a, budget) -> isZero(a[0]) ? Maybe.NONE : Maybe.of(a[0]), Object.class)));
        functions.put("optional.unwrap", List.of(Overload.of(OptionalFunctions::unwrap, List.class)));
        functions.put("unwrapOpt", List.of(Overload.of(OptionalFunctions::unwrap, List.class)));
        functions.put("hasValue", List.of(Overload.of((a, budget) -> maybe(a).present(), Maybe.class)));
        functions.put("value", List.of(Overload.of((a, budget) -> value(maybe(a)), Maybe.class)));
        functions.put("@present", List.of(Overload.of((a, budget) -> present(maybe(a)), Maybe.class)));
    }

    private static Maybe maybe(@Nullable Object[] arguments) {
        return (Maybe) arguments[0];
    }

    private static @Nullable Object value(Maybe maybe) throws Failure {
        if (!maybe.present()) {
            throw new Failure(
                    "Expected an optional value that is there, but found none: give a default with orValue(…)");
        }
        return maybe.value();
    }

    /** The value as a list of one, or an empty list: what {@code optMap} goes over. */
    private static List<@Nullable Object> present(Maybe maybe) {
        List<@Nullable Object> values = new ArrayList<>(1);
        if (maybe.present()) {
            values.add(maybe.value());
        }
        return values;
    }

    private static Object unwrap(@Nullable Object[] arguments, Budget budget) throws Failure {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object item : (List<?>) arguments[0]) {
            budget.spend(1);
            if (!(item instanceof Maybe maybe)) {
                throw new Failure("Expected a list of optional values to unwrap, but found another in it");
            }
            if (maybe.present()) {
                values.add(maybe.value());
            }
        }
        return values;
    }

    private static boolean isZero(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Boolean bool -> !bool;
            case Number number -> number.doubleValue() == 0;
            case String text -> text.isEmpty();
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case CelByteString bytes -> bytes.isEmpty();
            case Duration duration -> duration.isZero();
            case Instant instant -> instant.equals(Instant.EPOCH);
            default -> false;
        };
    }
}
