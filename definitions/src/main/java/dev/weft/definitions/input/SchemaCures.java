package dev.weft.definitions.input;

/** What to do about a JSON Schema that is none. */
public final class SchemaCures {
    private SchemaCures() {}

    /**
     * The cure for what is wrong at a place of the schema of an input.
     *
     * @param pointer into the schema
     */
    public static String of(String pointer) {
        if (pointer.equals("/required")) {
            return "An input is required unless it has a default; remove \"required\".";
        }
        String keyword = pointer.replaceFirst("/\\d+$", "");
        keyword = keyword.substring(keyword.lastIndexOf('/') + 1);
        return switch (keyword) {
            case "type" -> "The types are string, integer, number, boolean, array, object and null.";
            case "pattern" ->
                "Patterns are RE2, at most 1,000 characters: no look-around, no back references, few repetitions of"
                        + " repetitions.";
            case "required" -> "Write a list of names, such as required: [title].";
            case "enum" -> "Write a list of the values, such as enum: [draft, final].";
            case "$schema" -> "Remove it: schemas are JSON Schema 2020-12.";
            case "properties" -> "Write a schema for each name, such as properties: {title: {type: string}}.";
            case "items" -> "Write the schema of each item, such as items: {type: string}.";
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" ->
                "Write a whole number of at least 0.";
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" -> "Write a number without quotes.";
            default -> "See https://json-schema.org for the keywords.";
        };
    }
}
