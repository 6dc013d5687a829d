package dev.weft.definitions.parse;

import dev.weft.definitions.action.Schema;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;

/**
 * JSON Schemas in a parameter that is a map of them.
 *
 * <pre>inputs: {note: true}   becomes   inputs: {note: {}}</pre>
 */
final class WrittenSchemas {
    private WrittenSchemas() {}

    /** What is given for a parameter, with the schema that every value matches as a map; as it is where it has none. */
    static Node in(AnnotatedType parameter, Node given) {
        if (!(given instanceof MapNode map) || !holdsSchemas(parameter)) {
            return given;
        }
        MapBuilder all = new MapBuilder(map);
        map.entries()
                .values()
                .forEach(entry -> all.put(
                        entry.key(), isTrue(entry.value()) ? new MapBuilder(entry.value()).build() : entry.value()));
        return all.build();
    }

    private static boolean holdsSchemas(AnnotatedType parameter) {
        return parameter instanceof AnnotatedParameterizedType generic
                && generic.getAnnotatedActualTypeArguments().length == 2
                && generic.getAnnotatedActualTypeArguments()[1].isAnnotationPresent(Schema.class);
    }

    private static boolean isTrue(Node node) {
        return node instanceof ScalarNode scalar && Boolean.TRUE.equals(scalar.value());
    }
}
