package dev.weft.definitions.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes templates and plain values so that the parser reads the same again. */
final class CanonicalValues {
    private static final String OPEN = "${{";

    private final JsonGenerator json;

    CanonicalValues(JsonGenerator json) {
        this.json = json;
    }

    /** Characters as they are, in a place where an expression could stand. */
    static String escape(String text) {
        return text.contains(OPEN) ? text.replace(OPEN, "$" + OPEN) : text;
    }

    void template(Template template) throws IOException {
        template(template, Map.of(), "");
    }

    /**
     * A map of templates, and the bare expressions that belong into it or below.
     *
     * @param conditions by pointer
     */
    void fields(Map<String, Template> fields, Map<String, Expression> conditions) throws IOException {
        Map<String, Map<String, Expression>> byMap = new HashMap<>();
        conditions.forEach((pointer, condition) -> {
            int end = pointer.lastIndexOf('/');
            byMap.computeIfAbsent(pointer.substring(0, end), map -> new LinkedHashMap<>())
                    .put(pointer.substring(end + 1).replace("~1", "/").replace("~0", "~"), condition);
        });
        fields(fields, byMap, "");
    }

    private void fields(Map<String, Template> fields, Map<String, Map<String, Expression>> conditions, String pointer)
            throws IOException {
        json.writeStartObject();
        // Bare expressions first: they stand in no template, so that their place among the others isn't known.
        for (Map.Entry<String, Expression> condition :
                conditions.getOrDefault(pointer, Map.of()).entrySet()) {
            json.writeStringField(condition.getKey(), condition.getValue().text());
        }
        for (Map.Entry<String, Template> field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            template(field.getValue(), conditions, below(pointer, field.getKey(), conditions));
        }
        json.writeEndObject();
    }

    private static String below(String pointer, String name, Map<?, ?> conditions) {
        return conditions.isEmpty()
                ? ""
                : pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }

    private void template(Template template, Map<String, Map<String, Expression>> conditions, String pointer)
            throws IOException {
        switch (template) {
            case Template.Literal literal -> scalar(literal.value());
            case Template.Computed computed ->
                json.writeString(hole(computed.expression().text()));
            case Template.Text text -> json.writeString(text(text.parts()));
            case Template.Items items -> {
                json.writeStartArray();
                for (int i = 0; i < items.items().size(); i++) {
                    template(items.items().get(i), conditions, below(pointer, Integer.toString(i), conditions));
                }
                json.writeEndArray();
            }
            case Template.Fields fields -> fields(fields.fields(), conditions, pointer);
        }
    }

    private void scalar(@Nullable Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(escape(text));
        } else {
            plain(value);
        }
    }

    private static String text(List<Template.Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : parts) {
            switch (part) {
                case Template.Part.Plain plain -> text.append(escape(plain.text()));
                case Template.Part.Hole hole ->
                    text.append(hole(hole.expression().text()));
                case Template.Part.Secret secret -> text.append(hole(secret(secret.name())));
            }
        }
        return text.toString();
    }

    private static String secret(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? "secrets." + name : "secrets['" + name + "']";
    }

    private static String hole(String expression) {
        return OPEN + " " + expression + " }}";
    }

    /** A value in which nothing is an expression. */
    void plain(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case String text -> json.writeString(text);
            case List<?> list -> {
                json.writeStartArray();
                for (Object item : list) {
                    plain(item);
                }
                json.writeEndArray();
            }
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(String.valueOf(entry.getKey()));
                    plain(entry.getValue());
                }
                json.writeEndObject();
            }
            default -> throw new IllegalArgumentException("Expected a JSON-like value, but found " + value.getClass());
        }
    }
}
