package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.LinkedHashMap;
import java.util.Map;

/** What types have to do with one another. */
public final class Types {
    private Types() {}

    /** Whether a value of a type can be where another is expected: false only where it never can. */
    public static boolean fits(Type found, Type expected) {
        if (isOpen(found) || isOpen(expected) || found.equals(expected)) {
            return true;
        }
        if (isNumber(found) && isNumber(expected)) {
            return expected != Simple.INTEGER || found != Simple.DECIMAL;
        }
        if (found instanceof ListOf one && expected instanceof ListOf other) {
            return fits(one.item(), other.item());
        }
        if (found instanceof OptionalOf one && expected instanceof OptionalOf other) {
            return fits(one.value(), other.value());
        }
        return isMap(found) && isMap(expected);
    }

    /** The type of a value that is of either. */
    public static Type join(Type one, Type other) {
        if (one.equals(other) || other == Simple.NOTHING || other == Simple.NULL) {
            return one;
        }
        if (one == Simple.NOTHING || one == Simple.NULL) {
            return other;
        }
        if (isNumber(one) && isNumber(other)) {
            return Simple.NUMBER;
        }
        if (one instanceof ListOf x && other instanceof ListOf y) {
            return new ListOf(join(x.item(), y.item()));
        }
        if (one instanceof OptionalOf x && other instanceof OptionalOf y) {
            return new OptionalOf(join(x.value(), y.value()));
        }
        if (one instanceof MapOf x && other instanceof MapOf y) {
            return new MapOf(join(x.value(), y.value()));
        }
        if (one instanceof Fields x && other instanceof Fields y) {
            return join(x, y);
        }
        return isMap(one) && isMap(other) ? new MapOf(Simple.ANY) : Simple.ANY;
    }

    private static Type join(Fields one, Fields other) {
        Map<String, Type> common = new LinkedHashMap<>();
        one.fields().forEach((name, type) -> {
            Type second = other.fields().get(name);
            if (second != null) {
                common.put(name, join(type, second));
            }
        });
        boolean same = one.fields().keySet().equals(other.fields().keySet());
        return new Fields(common, Map.of(), !same || one.open() || other.open());
    }

    /** Whether nothing can be said of it. */
    static boolean isOpen(Type type) {
        return type == Simple.ANY || type == Simple.NOTHING;
    }

    /** Whether it is certainly a number. */
    static boolean isNumber(Type type) {
        return type == Simple.INTEGER || type == Simple.DECIMAL || type == Simple.NUMBER;
    }

    /** Whether it is certainly a map. */
    static boolean isMap(Type type) {
        return type instanceof Fields || type instanceof MapOf;
    }

    /** The type of the items that a loop over a value meets: keys of a map, items of a list. */
    static Type key(Type range) {
        return range instanceof ListOf list ? list.item() : isMap(range) ? Simple.STRING : Simple.ANY;
    }

    /** The type of the values of a list or map. */
    public static Type value(Type range) {
        return switch (range) {
            case ListOf list -> list.item();
            case MapOf map -> map.value();
            case Fields fields ->
                fields.open()
                        ? Simple.ANY
                        : fields.fields().values().stream().reduce(Types::join).orElse(Simple.ANY);
            case Simple ignored -> Simple.ANY;
            case OptionalOf ignored -> Simple.ANY;
        };
    }
}
