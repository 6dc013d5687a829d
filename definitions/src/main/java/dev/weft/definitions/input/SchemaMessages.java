package dev.weft.definitions.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The schema library's findings in this product's words. */
final class SchemaMessages {
    private static final int SHOWN = 60;

    private SchemaMessages() {}

    static String message(Error error) {
        JsonNode schema = error.getSchemaNode();
        String found = describe(error.getInstanceNode());
        return switch (Objects.requireNonNullElse(error.getKeyword(), "")) {
            case "type" -> "expected " + words(schema) + ", but found " + found;
            case "enum" -> "expected one of " + words(schema) + ", but found " + found;
            case "const" -> "expected " + schema + ", but found " + found;
            case "minimum" -> "expected at least " + schema + ", but found " + found;
            case "maximum" -> "expected at most " + schema + ", but found " + found;
            case "exclusiveMinimum" -> "expected more than " + schema + ", but found " + found;
            case "exclusiveMaximum" -> "expected less than " + schema + ", but found " + found;
            case "multipleOf" -> "expected a multiple of " + schema + ", but found " + found;
            case "minLength" -> "expected at least " + count(schema, "character") + ", but found " + found;
            case "maxLength" -> "expected at most " + count(schema, "character") + ", but found " + found;
            case "minItems" -> "expected at least " + count(schema, "item") + ", but found " + found;
            case "maxItems" -> "expected at most " + count(schema, "item") + ", but found " + found;
            case "pattern" -> "expected text that matches " + schema.asText() + ", but found " + found;
            case "format" -> "expected text of the format " + schema.asText() + ", but found " + found;
            case "required" -> "expected the field \"" + error.getProperty() + "\", but it isn't there";
            case "additionalProperties", "unevaluatedProperties" ->
                "expected no field \"" + error.getProperty() + "\", but found it";
            case "uniqueItems" -> "expected items that differ, but found some twice";
            default -> String.valueOf(error.getMessage());
        };
    }

    /** A value with its type, cut where it is long. */
    static String describe(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return "null";
        }
        String text = node.toString();
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        if (node.isTextual()) {
            return "string " + shown;
        } else if (node.isBoolean()) {
            return "boolean " + shown;
        } else if (node.isNumber()) {
            return (node.isIntegralNumber() ? "integer " : "number ") + shown;
        } else if (node.isArray()) {
            return node.isEmpty() ? "an empty array" : "an array of " + node.size();
        }
        return "an object";
    }

    private static String words(@Nullable JsonNode node) {
        if (node == null) {
            return "another value";
        }
        if (!node.isArray()) {
            return node.asText();
        }
        List<String> words = new ArrayList<>();
        node.forEach(word -> words.add(word.isTextual() ? word.asText() : word.toString()));
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    private static String count(JsonNode number, String noun) {
        return number + " " + noun + (number.asInt() == 1 ? "" : "s");
    }
}
