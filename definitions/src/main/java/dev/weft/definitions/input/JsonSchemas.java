package dev.weft.definitions.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema 2020-12: whether values match, and whether a schema is one. Formats are checked. Nothing is ever fetched:
 * {@code $ref} reaches no further than the schema itself; patterns are RE2. Thread safe.
 */
public final class JsonSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ENGLISH)
                            .formatAssertionsEnabled(true)
                            .regularExpressionFactory(new LinearPatterns())
                            .build())
                    .schemaLoader(loader ->
                            loader.allow(iri -> iri.toString().startsWith("https://json-schema.org/draft/2020-12/"))));

    private JsonSchemas() {}

    /**
     * What is wrong.
     *
     * @param pointer to the value, RFC 6901; empty for the value as a whole
     * @param message such as {@code expected integer, but found string "x"}
     */
    public record Mismatch(String pointer, String message) {}

    /**
     * Checks a value.
     *
     * @param schema that {@link #checkSchema} finds nothing wrong with
     */
    public static List<Mismatch> check(Map<String, ? extends @Nullable Object> schema, @Nullable Object value) {
        try {
            JsonNode tree = JSON.valueToTree(schema);
            JsonNode checked = JSON.valueToTree(value);
            return SchemaCost.isTooMuch(tree, checked)
                    ? List.of(new Mismatch(
                            "",
                            "the schema takes too long to check it, as alternatives that refer to the schema itself multiply"
                                    + " with each level of the value"))
                    : mismatches(REGISTRY.getSchema(tree), checked);
        } catch (SchemaException | IllegalArgumentException e) {
            return List.of(new Mismatch("", "the schema can't be used: " + firstLine(e)));
        }
    }

    /** Checks a schema; pointers are into it. */
    public static List<Mismatch> checkSchema(Map<String, ? extends @Nullable Object> schema) {
        JsonNode tree = JSON.valueToTree(schema);
        Object dialect = schema.get("$schema");
        if (dialect != null && !dialect.equals(DIALECT)) {
            return List.of(new Mismatch("/$schema", "expected " + DIALECT + ", but found " + tree.get("$schema")));
        }
        List<Mismatch> found = new ArrayList<>(mismatches(REGISTRY.getSchema(SchemaLocation.of(DIALECT)), tree));
        String loop = found.isEmpty() ? SchemaLoops.flaw(tree) : null;
        if (loop != null) {
            found.add(new Mismatch("", "the schema can't be used: " + loop));
        }
        if (found.isEmpty()) {
            try {
                // Compiling finds what the schema of schemas can't: patterns that are none, references to nowhere.
                Schema compiled = REGISTRY.getSchema(tree);
                compiled.validate(JSON.nullNode());
            } catch (SchemaException | IllegalArgumentException e) {
                found.add(new Mismatch("", "the schema can't be used: " + firstLine(e)));
            } catch (StackOverflowError e) {
                // Relative addresses can say the same in more ways than are worth following beforehand.
                found.add(new Mismatch("", "the schema can't be used: a reference leads back to itself"));
            }
        }
        return found;
    }

    private static List<Mismatch> mismatches(Schema schema, JsonNode value) {
        List<Mismatch> found = new ArrayList<>();
        for (Error error : schema.validate(value)) {
            Mismatch mismatch = new Mismatch(pointer(error), SchemaMessages.message(error));
            // Alternatives (anyOf) complain one by one about the same value: the first word on it is enough.
            if (found.stream().noneMatch(other -> other.pointer().equals(mismatch.pointer()))) {
                found.add(mismatch);
            }
        }
        return found;
    }

    private static String pointer(Error error) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            String name = String.valueOf(error.getInstanceLocation().getElement(i));
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("it is broken");
    }
}
