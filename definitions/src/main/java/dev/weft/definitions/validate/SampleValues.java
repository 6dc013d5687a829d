package dev.weft.definitions.validate;

import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parameters with a likely value for every expression, so that what is written out can be checked before a run. */
final class SampleValues {
    /** Stands for text that an expression gives. */
    private static final String TEXT = "user:\uE000computed\uE000";

    /** Likewise for a duration. */
    private static final String DURATION = "1s3ms141us592ns";

    private final Map<String, Expression> conditions;
    private boolean unknown;

    private SampleValues(Map<String, Expression> conditions) {
        this.conditions = conditions;
    }

    /** Whether a complaint quotes what an expression would give, so that it says nothing about the author. */
    static boolean quotedIn(String complaint) {
        return complaint.contains(TEXT) || complaint.contains(DURATION);
    }

    /** The values; nothing where so much is computed that there is no telling. */
    static Optional<Map<String, @Nullable Object>> of(
            Shape.Fields shape, Template.Fields parameters, Map<String, Expression> conditions) {
        SampleValues sample = new SampleValues(conditions);
        Map<String, @Nullable Object> values = sample.fields(shape, parameters, "");
        return sample.unknown ? Optional.empty() : Optional.of(values);
    }

    private Map<String, @Nullable Object> fields(Shape.Fields shape, Template.Fields template, String pointer) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        template.fields().forEach((name, value) -> {
            Shape field = shape.field(name).map(Shape.Field::shape).orElse(Shape.Scalar.ANY);
            values.put(name, value(field, value, pointer + '/' + name));
        });
        for (Shape.Field field : shape.fields()) {
            if (field.cel() && conditions.containsKey(pointer + '/' + field.name())) {
                values.put(field.name(), true);
            }
        }
        return values;
    }

    private @Nullable Object value(Shape shape, Template template, String pointer) {
        return switch (template) {
            case Template.Literal literal -> literal.value();
            case Template.Computed computed -> computed(shape);
            case Template.Text text -> computed(shape);
            case Template.Items items -> {
                List<@Nullable Object> values = new ArrayList<>();
                Shape item = shape instanceof Shape.Items list ? list.item() : Shape.Scalar.ANY;
                for (Template one : items.items()) {
                    values.add(value(item, one, pointer + '/' + values.size()));
                }
                yield values;
            }
            case Template.Fields fields -> {
                if (shape instanceof Shape.Fields known) {
                    yield fields(known, fields, pointer);
                }
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                Shape entry = shape instanceof Shape.Entries entries ? entries.value() : Shape.Scalar.ANY;
                fields.fields().forEach((name, one) -> values.put(name, value(entry, one, pointer + '/' + name)));
                yield values;
            }
        };
    }

    private @Nullable Object computed(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar ->
                switch (scalar) {
                    case TEXT, ANY -> TEXT;
                    case WHOLE -> 1L;
                    case NUMBER -> 1.0;
                    case BOOLEAN -> true;
                    case DURATION -> DURATION;
                };
            case Shape.Choice choice -> unknown();
            case Shape.Fields fields -> unknown();
            case Shape.Items items -> unknown();
            case Shape.Entries entries -> unknown();
        };
    }

    private @Nullable Object unknown() {
        unknown = true;
        return null;
    }
}
