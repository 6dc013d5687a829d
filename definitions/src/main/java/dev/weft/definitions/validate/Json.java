package dev.weft.definitions.validate;

import dev.weft.definitions.expression.check.Extent;
import dev.weft.definitions.expression.check.Type;
import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.OptionalOf;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.check.Types;
import java.util.LinkedHashMap;
import java.util.Map;

/** Types of values once they have left an expression: what JSON has no word for has become text. */
final class Json {
    private Json() {}

    static Type type(Type type) {
        if (Extent.of(type).json()) {
            return type;
        }
        return switch (type) {
            case Simple simple ->
                switch (simple) {
                    case TIMESTAMP, DURATION, BYTES, TYPE -> Simple.STRING;
                    case ANY, NOTHING, NULL, BOOLEAN, INTEGER, DECIMAL, NUMBER, STRING -> simple;
                };
            case Type.Words words -> words;
            case Type.OneOf oneOf ->
                Types.oneOf(oneOf.members().stream().map(Json::type).toList());
            case ListOf list -> new ListOf(type(list.item()));
            case MapOf map -> new MapOf(type(map.value()));
            case OptionalOf optional -> type(optional.value());
            case Fields fields -> {
                Map<String, Type> all = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> all.put(name, type(field)));
                yield new Fields(all, fields.absent(), fields.others());
            }
        };
    }
}
