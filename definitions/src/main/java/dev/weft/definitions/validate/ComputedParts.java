package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Template;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps and lists of which parts are computed and others written out: each part is looked at by itself, with what its schema
 * says of it.
 *
 * <pre>inputs: {user: {id: "x", email: "${{ event.data.email }}"}}   ✗ the id is an integer</pre>
 */
final class ComputedParts {
    private final NamedValues values;
    private final TemplateTypes types;

    ComputedParts(NamedValues values, TemplateTypes types) {
        this.values = values;
        this.types = types;
    }

    /** Whether a value has parts that schemas of their own describe, some of them computed. */
    static boolean holds(Map<String, @Nullable Object> schema, Template template) {
        // What refers to another place of the schema can't be looked at by itself.
        return !TemplateTypes.isWritten(template)
                && !schema.toString().contains("$ref=")
                && !schema.toString().contains("$dynamicRef=")
                // Of places with schemas of their own the items' is what is left over.
                && !schema.containsKey("prefixItems")
                && (template instanceof Template.Fields && schema.get("properties") instanceof Map
                        || template instanceof Template.Items && schema.get("items") instanceof Map);
    }

    void check(String name, Map<String, @Nullable Object> schema, Template template, Node place) {
        switch (template) {
            case Template.Fields fields -> map(name, schema, fields, place);
            case Template.Items items -> {
                if (schema.get("items") instanceof Map<?, ?> item) {
                    list(name, Declarations.map(item), items, place);
                }
            }
            case Template.Literal literal -> {}
            case Template.Computed computed -> {}
            case Template.Text text -> {}
        }
    }

    private void map(String name, Map<String, @Nullable Object> schema, Template.Fields fields, Node place) {
        NamedValues.Declared declared = Declarations.ofMap(schema);
        MapNode map = place instanceof MapNode node ? node : null;
        fields.fields().forEach((part, value) -> {
            MapNode.Entry entry = map == null ? null : map.entries().get(part);
            Map<String, @Nullable Object> inner = declared.schemas().get(part);
            if (inner != null) {
                values.value(name + "." + part, inner, value, entry == null ? place : entry.value(), types);
            } else if (!declared.open()) {
                values.unknownPart(name, declared, part, entry == null ? place : entry.key());
            }
        });
        values.missingParts(name, declared, fields.fields().keySet(), place);
    }

    private void list(String name, Map<String, @Nullable Object> schema, Template.Items items, Node place) {
        ListNode list = place instanceof ListNode node ? node : null;
        for (int i = 0; i < items.items().size(); i++) {
            Node item = list == null || i >= list.items().size()
                    ? place
                    : list.items().get(i);
            values.value(name + "[" + i + "]", schema, items.items().get(i), item, types);
        }
    }
}
