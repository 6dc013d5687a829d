package dev.weft.definitions.expression.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an operation gives for values of several types: it is tried with each of the types that each of them may be of.
 *
 * @param result of all that it can take together; {@code null} where it can take none
 * @param refused the first that it can't take; {@code null} where it can take all
 */
record Tried(@Nullable Type result, @Nullable List<Type> refused) {
    /** Of more ways to combine the types nothing is known. */
    private static final int MOST = 100;

    static Tried with(List<Type> types, Function<List<Type>, Optional<Type>> operation) {
        List<List<Type>> ways = List.of(List.of());
        for (Type type : types) {
            List<List<Type>> longer = new ArrayList<>();
            for (List<Type> way : ways) {
                for (Type member : Types.members(type)) {
                    List<Type> one = new ArrayList<>(way);
                    one.add(member);
                    longer.add(one);
                }
            }
            if (longer.size() > MOST) {
                return new Tried(Type.Simple.ANY, null);
            }
            ways = longer;
        }
        Type result = null;
        List<Type> refused = null;
        for (List<Type> way : ways) {
            Type one = operation.apply(way).orElse(null);
            if (one == null) {
                refused = refused == null ? way : refused;
            } else {
                result = result == null ? one : Types.join(result, one);
            }
        }
        return new Tried(result, refused);
    }
}
