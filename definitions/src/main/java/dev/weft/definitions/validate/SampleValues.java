package dev.weft.definitions.validate;

import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.action.shape.Violation;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.expression.check.Type;
import dev.weft.definitions.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parameters with a likely value for every expression, so that what is written out can be checked before a run. Not thread
 * safe.
 */
final class SampleValues {
    private final TemplateTypes types;
    private final Map<String, Expression> conditions;
    private final Map<String, @Nullable Object> values;
    private final Set<String> computedMaps = new HashSet<>();
    private boolean unknown;

    /**
     * @param types of what expressions give
     */
    SampleValues(
            Shape.Fields shape, Template.Fields parameters, Map<String, Expression> conditions, TemplateTypes types) {
        this.types = types;
        this.conditions = conditions;
        this.values = fields(shape, parameters, "");
    }

    /** Whether so much is computed that there is no telling. */
    boolean unknown() {
        return unknown;
    }

    /** By the names that authors write, JSON-like; lists and maps can be changed. */
    Map<String, @Nullable Object> values() {
        return values;
    }

    /** Whether a complaint is about what an expression would give, so that it says nothing about the author. */
    boolean isAbout(Violation complaint) {
        return Samples.quotedIn(complaint.message())
                || computedMaps.contains(complaint.pointer())
                || complaint.code() == ProblemCode.PARAMETER_VALUE && Samples.isOne(at(complaint.pointer()));
    }

    private @Nullable Object at(String pointer) {
        Object at = values;
        for (String segment : pointer.substring(Math.min(1, pointer.length())).split("/", -1)) {
            String name = segment.replace("~1", "/").replace("~0", "~");
            if (at instanceof Map<?, ?> map) {
                at = map.get(name);
            } else if (at instanceof List<?> list && name.matches("\\d{1,7}") && Integer.parseInt(name) < list.size()) {
                at = list.get(Integer.parseInt(name));
            } else {
                return null;
            }
        }
        return at;
    }

    private Map<String, @Nullable Object> fields(Shape.Fields shape, Template.Fields template, String pointer) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        template.fields().forEach((name, value) -> {
            Shape field = shape.field(name).map(Shape.Field::shape).orElse(Shape.Scalar.ANY);
            fields.put(name, value(field, value, below(pointer, name)));
        });
        for (Shape.Field field : shape.fields()) {
            if (field.cel() && conditions.containsKey(below(pointer, field.name()))) {
                fields.put(field.name(), true);
            }
        }
        return fields;
    }

    private @Nullable Object value(Shape shape, Template template, String pointer) {
        return switch (template) {
            case Template.Literal literal -> literal.value();
            case Template.Computed computed -> {
                // A text in a list of this and that may well be one of those that it takes.
                Type type = shape == Shape.Scalar.ANY ? types.of(computed) : Type.Simple.ANY;
                boolean sure = pointer.lastIndexOf('/') == 0 || type != Type.Simple.STRING;
                Object structure = sure ? Samples.structure(type) : null;
                yield structure == null ? computed(shape, pointer) : structure;
            }
            case Template.Text text -> computed(shape, pointer);
            case Template.Items items -> {
                List<@Nullable Object> list = new ArrayList<>();
                Shape item = shape instanceof Shape.Items known ? known.item() : Shape.Scalar.ANY;
                for (Template one : items.items()) {
                    list.add(value(item, one, pointer + '/' + list.size()));
                }
                yield list;
            }
            case Template.Fields fields -> {
                if (shape instanceof Shape.Fields known) {
                    yield fields(known, fields, pointer);
                }
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                Shape entry = shape instanceof Shape.Entries entries ? entries.value() : Shape.Scalar.ANY;
                fields.fields().forEach((name, one) -> map.put(name, value(entry, one, below(pointer, name))));
                yield map;
            }
        };
    }

    private @Nullable Object computed(Shape shape, String pointer) {
        if (shape instanceof Shape.Entries) {
            computedMaps.add(pointer);
            return new LinkedHashMap<>();
        }
        Object sample = Samples.of(shape);
        unknown |= sample == null;
        return sample;
    }

    private static String below(String pointer, String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }
}
