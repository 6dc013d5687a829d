package dev.weft.definitions.expression.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All functions that an expression can call, by name. */
public final class Functions {
    private static final Map<String, Function> ALL = all();

    private Functions() {}

    /** The function of a name, such as {@code size} or {@code math.ceil}; {@code null} where there is none. */
    public static @Nullable Function find(String name) {
        return ALL.get(name);
    }

    private static Map<String, Function> all() {
        Map<String, List<Overload>> overloads = CelLibrary.functions();
        TextFunctions.addTo(overloads);
        ListFunctions.addTo(overloads);
        ConversionFunctions.addTo(overloads);
        OptionalFunctions.addTo(overloads);
        Map<String, Function> functions = new HashMap<>();
        overloads.forEach((name, list) -> functions.put(name, new Overloaded(shown(name), list)));
        return Map.copyOf(functions);
    }

    /** {@code math.@max} is written {@code math.greatest}. */
    private static String shown(String name) {
        return switch (name) {
            case "math.@max" -> "math.greatest";
            case "math.@min" -> "math.least";
            case "lists.@sortByAssociatedKeys" -> "sortBy";
            default -> name;
        };
    }
}
