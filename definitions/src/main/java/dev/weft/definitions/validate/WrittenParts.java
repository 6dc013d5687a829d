package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Template;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.source.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written out of a value of which other parts are computed, held against a schema as far as that tells. */
final class WrittenParts {
    /** Where one of several schemas must match, what is computed decides which. */
    private static final List<String> CHOICES = List.of("anyOf", "oneOf", "not=", "if=", "dependent", "contains");

    private final List<String> computed = new ArrayList<>();
    private final @Nullable Object value;

    private WrittenParts(Template template) {
        this.value = value(template, Pointer.ROOT);
    }

    static WrittenParts of(Template template) {
        return new WrittenParts(template);
    }

    /** What is wrong with parts that are written out. */
    List<JsonSchemas.Mismatch> mismatches(Map<String, ? extends @Nullable Object> schema) {
        String text = schema.toString();
        if (CHOICES.stream().anyMatch(text::contains)) {
            return List.of();
        }
        return JsonSchemas.check(schema, value).stream()
                .filter(mismatch -> computed.stream()
                        .noneMatch(pointer ->
                                isWithin(pointer, mismatch.pointer()) || isWithin(mismatch.pointer(), pointer)))
                .toList();
    }

    private static boolean isWithin(String pointer, String around) {
        return pointer.equals(around) || pointer.startsWith(around + "/");
    }

    private @Nullable Object value(Template template, Pointer pointer) {
        return switch (template) {
            case Template.Literal literal -> literal.value();
            case Template.Computed computedOne -> computed(pointer);
            case Template.Text text -> computed(pointer);
            case Template.Items items -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (Template item : items.items()) {
                    list.add(value(item, pointer.item(list.size())));
                }
                yield list;
            }
            case Template.Fields fields -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                fields.fields().forEach((name, part) -> map.put(name, value(part, pointer.field(name))));
                yield map;
            }
        };
    }

    private @Nullable Object computed(Pointer pointer) {
        computed.add(pointer.toString());
        return null;
    }
}
