package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OneOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.check.Type.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What types have to do with one another. */
public final class Types {
    private Types() {}

    /** Whether a value of a type can be where another is expected: false only where it never can. */
    public static boolean fits(Type found, Type expected) {
        return members(found).stream()
                .anyMatch(one ->
                        members(expected).stream().anyMatch(other -> isText(one) && isText(other) || fit(one, other)));
    }

    private static boolean fit(Type found, Type expected) {
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

    /** Whether all values of a map can be of a type; true of what is no map. */
    static boolean hold(Type map, Type value) {
        return switch (map) {
            case MapOf values -> fits(values.value(), value);
            case Fields fields -> fields.fields().values().stream().allMatch(field -> fits(field, value));
            case Simple ignored -> true;
            case Words ignored -> true;
            case ListOf ignored -> true;
            case OptionalOf ignored -> true;
            case OneOf oneOf -> oneOf.members().stream().anyMatch(member -> hold(member, value));
        };
    }

    /** The type of a value that is of either. */
    public static Type join(Type one, Type other) {
        if (one.equals(other) || other == Simple.NOTHING || other == Simple.NULL) {
            return one;
        }
        if (one == Simple.NOTHING || one == Simple.NULL) {
            return other;
        }
        if (one == Simple.ANY || other == Simple.ANY) {
            return Simple.ANY;
        }
        Type same = joinOfKind(one, other);
        return same == null ? union(one, other) : same;
    }

    /** The type of a value that is of one of some types, null among them where it is one; of any where there is none. */
    public static Type oneOf(List<Type> types) {
        Type other = types.stream().reduce(Types::join).orElse(Simple.ANY);
        return types.contains(Simple.NULL) ? orNull(other) : other;
    }

    /** The type of a value that may also be null, as a schema says. */
    public static Type orNull(Type type) {
        if (isOpen(type) || members(type).contains(Simple.NULL)) {
            return type;
        }
        List<Type> members = new ArrayList<>(members(type));
        members.add(Simple.NULL);
        return new OneOf(members);
    }

    /** The type of a value where it isn't null. */
    public static Type present(Type type) {
        if (!(type instanceof OneOf oneOf) || !oneOf.members().contains(Simple.NULL)) {
            return type;
        }
        List<Type> members =
                oneOf.members().stream().filter(member -> member != Simple.NULL).toList();
        return members.size() == 1 ? members.getFirst() : new OneOf(members);
    }

    /** The type of a value that, with the items of a list, has been tested for null. */
    static Type tested(Type type) {
        Type present = present(type);
        return present instanceof ListOf list ? new ListOf(present(list.item())) : present;
    }

    /** Of two types of one kind; {@code null} where they aren't. */
    private static @Nullable Type joinOfKind(Type one, Type other) {
        if (one.equals(other)) {
            return one;
        }
        if (isNumber(one) && isNumber(other)) {
            return Simple.NUMBER;
        }
        if (isText(one) && isText(other)) {
            return one instanceof Words x && other instanceof Words y ? join(x, y) : Simple.STRING;
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
        return isMap(one) && isMap(other) ? new MapOf(Simple.ANY) : null;
    }

    private static Type union(Type one, Type other) {
        List<Type> members = new ArrayList<>(members(one));
        for (Type more : members(other)) {
            boolean found = false;
            for (int i = 0; i < members.size() && !found; i++) {
                Type same = joinOfKind(members.get(i), more);
                if (same != null) {
                    members.set(i, same);
                    found = true;
                }
            }
            if (!found) {
                members.add(more);
            }
        }
        OneOf union = new OneOf(members);
        if (union.equals(one)) {
            return one;
        }
        return union.members().stream().anyMatch(Types::isOpen) ? Simple.ANY : union;
    }

    /** The types that a value may be of: of most just that one. */
    static List<Type> members(Type type) {
        return type instanceof OneOf oneOf ? oneOf.members() : List.of(type);
    }

    private static Type join(Words one, Words other) {
        Set<String> values = new LinkedHashSet<>(one.values());
        values.addAll(other.values());
        return values.size() > Words.MOST
                ? Simple.STRING
                : new Words(List.copyOf(values), one.closed() && other.closed());
    }

    // Of names in scope, and of maps with thousands of fields, a join would cost too much.
    private static Type join(Fields one, Fields other) {
        if (one.extent().isFull() || other.extent().isFull()) {
            return new MapOf(Simple.ANY);
        }
        Map<String, Type> common = new LinkedHashMap<>();
        one.fields().forEach((name, type) -> {
            Type second = other.fields().get(name);
            if (second != null) {
                common.put(name, join(type, second));
            }
        });
        boolean same = one.fields().keySet().equals(other.fields().keySet());
        Fields.Others others = same && one.others() == other.others() ? one.others() : Fields.Others.UNKNOWN;
        Fields joined = new Fields(common, Map.of(), others);
        return joined.equals(one) ? one : joined;
    }

    /** Whether nothing can be said of it. */
    static boolean isOpen(Type type) {
        return type == Simple.ANY || type == Simple.NOTHING;
    }

    /** Whether it is certainly text. */
    static boolean isText(Type type) {
        return type == Simple.STRING || type instanceof Words;
    }

    /** The type without what is known of the words that it may be. */
    static Type plain(Type type) {
        return type instanceof Words ? Simple.STRING : type;
    }

    /** The same of a value that isn't sure to keep to it: other words are possible, though nobody has named them. */
    public static Type unsure(Type type) {
        return switch (type) {
            case Words words -> new Words(words.values(), false);
            case ListOf list -> new ListOf(unsure(list.item()));
            case MapOf map -> new MapOf(unsure(map.value()));
            case OptionalOf optional -> new OptionalOf(unsure(optional.value()));
            case Fields fields -> {
                Map<String, Type> all = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> all.put(name, unsure(field)));
                yield new Fields(all, fields.absent(), fields.others());
            }
            case OneOf oneOf ->
                oneOf(oneOf.members().stream().map(Types::unsure).toList());
            case Simple simple -> simple;
        };
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
        return switch (range) {
            case ListOf list -> list.item();
            case MapOf ignored -> Simple.STRING;
            case Fields ignored -> Simple.STRING;
            case OneOf oneOf -> ofHolders(oneOf, Types::key);
            case Simple ignored -> Simple.ANY;
            case Words ignored -> Simple.ANY;
            case OptionalOf ignored -> Simple.ANY;
        };
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
            case Words ignored -> Simple.ANY;
            case OptionalOf ignored -> Simple.ANY;
            case OneOf oneOf -> ofHolders(oneOf, Types::value);
        };
    }

    /** What those of the members that hold something hold. */
    private static Type ofHolders(OneOf oneOf, UnaryOperator<Type> held) {
        return oneOf.members().stream()
                .filter(member -> member instanceof ListOf || isMap(member))
                .map(held)
                .reduce(Types::join)
                .orElse(Simple.ANY);
    }
}
