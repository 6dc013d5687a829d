package dev.weft.definitions.expression.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function for arguments of certain classes.
 *
 * @param types of the arguments; {@code Object.class} takes null too
 */
record Overload(List<Class<?>> types, Function body) {
    Overload {
        types = List.copyOf(types);
    }

    static Overload of(Function body, Class<?>... types) {
        return new Overload(List.of(types), body);
    }

    boolean takes(@Nullable Object[] arguments) {
        if (arguments.length != types.size()) {
            return false;
        }
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = types.get(i);
            if (type != Object.class && !type.isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }
}
