package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.check.Type.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The type of a value that two schemas describe at once. */
final class SchemaMeet {
    private SchemaMeet() {}

    /** What is known from either; of types that contradict each other, the first. */
    static Type both(Type one, Type other) {
        if (one == Simple.ANY) {
            return other;
        }
        if (other == Simple.ANY) {
            return one;
        }
        if (one instanceof Type.OneOf || other instanceof Type.OneOf) {
            List<Type> common = Types.members(one).stream()
                    .flatMap(x -> Types.members(other).stream()
                            .filter(y -> Types.fits(x, y))
                            .map(y -> both(x, y)))
                    .toList();
            return common.isEmpty() ? one : Types.oneOf(common);
        }
        if (one == Simple.NUMBER && Types.isNumber(other)) {
            return other;
        }
        if (Types.isText(one) && Types.isText(other)) {
            return text(one, other);
        }
        if (one instanceof ListOf x && other instanceof ListOf y) {
            return new ListOf(both(x.item(), y.item()));
        }
        if (one instanceof Fields x && other instanceof Fields y) {
            return fields(x, y);
        }
        if (one instanceof MapOf x && other instanceof MapOf y) {
            return new MapOf(both(x.value(), y.value()));
        }
        return one instanceof MapOf && other instanceof Fields ? other : one;
    }

    private static Type text(Type one, Type other) {
        if (one instanceof Words x && other instanceof Words y) {
            List<String> common =
                    x.values().stream().filter(y.values()::contains).toList();
            return common.isEmpty() ? one : new Words(common, x.closed() || y.closed());
        }
        return one instanceof Words ? one : other;
    }

    // A field that one of the two refuses can't be there; that it is known does no harm.
    private static Fields fields(Fields one, Fields other) {
        Map<String, Type> fields = new LinkedHashMap<>(one.fields());
        other.fields().forEach((name, type) -> fields.merge(name, type, SchemaMeet::both));
        return new Fields(fields, Map.of(), one.open() ? other.others() : one.others());
    }
}
