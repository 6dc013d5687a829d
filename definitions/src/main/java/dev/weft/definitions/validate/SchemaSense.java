package dev.weft.definitions.validate;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a JSON Schema means something: each keyword and format is one, and no bound excludes the other. Warnings, as
 * the standard lets a schema hold anything; a list of values without one alone is refused.
 */
final class SchemaSense {
    private static final String REQUIRED = "required";
    private static final List<String> ONE = List.of(
            "items",
            "additionalProperties",
            "contains",
            "propertyNames",
            "if",
            "then",
            "else",
            "not",
            "unevaluatedItems",
            "unevaluatedProperties");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final List<String> MAPS =
            List.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final List<String> OTHERS = List.of(
            "type",
            "enum",
            "const",
            "default",
            "title",
            "description",
            "examples",
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minContains",
            "maxContains",
            "minProperties",
            "maxProperties",
            REQUIRED,
            "dependentRequired",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
            "deprecated",
            "readOnly",
            "writeOnly",
            "$schema",
            "$id",
            "$ref",
            "$anchor",
            "$dynamicRef",
            "$dynamicAnchor",
            "$vocabulary",
            "$comment");
    private static final List<String> KEYWORDS =
            Stream.of(OTHERS, ONE, LISTS, MAPS).flatMap(List::stream).toList();
    private static final List<String> FORMATS = List.of(
            "date-time",
            "date",
            "time",
            "duration",
            "email",
            "idn-email",
            "hostname",
            "idn-hostname",
            "ipv4",
            "ipv6",
            "uri",
            "uri-reference",
            "iri",
            "iri-reference",
            "uuid",
            "uri-template",
            "json-pointer",
            "relative-json-pointer",
            "regex");
    private static final Map<String, String> BOUNDS = Map.of(
            "minLength", "maxLength",
            "minimum", "maximum",
            "minItems", "maxItems",
            "minContains", "maxContains",
            "minProperties", "maxProperties");

    private final ProblemCollector problems;

    SchemaSense(ProblemCollector problems) {
        this.problems = problems;
    }

    /** Looks at a schema and all schemas inside. */
    void check(Node node) {
        check(node, "Remove it: an input is required unless it has a default.");
    }

    /**
     * @param required what to do where {@code required} is meant, and true or false
     */
    private void check(Node node, String required) {
        if (!(node instanceof MapNode schema) || problems.isFull()) {
            return;
        }
        schema.entries().forEach((keyword, entry) -> {
            if (!KEYWORDS.contains(keyword) && !keyword.startsWith("x-")) {
                unknown(keyword, entry, required);
            }
        });
        if (schema.get("format") instanceof ScalarNode format && !FORMATS.contains(format.text())) {
            format(format);
        }
        if (schema.get("enum") instanceof ListNode values && values.items().isEmpty()) {
            problems.error(
                    ProblemCode.INPUT_SCHEMA,
                    values,
                    "Expected at least one value in enum, but found none, so that no value matches",
                    "Write a list of the values, such as enum: [draft, final], or remove enum.");
        }
        BOUNDS.forEach((least, most) -> bounds(schema, least, most));
        ONE.forEach(keyword -> below(schema.get(keyword)));
        LISTS.forEach(keyword -> {
            if (schema.get(keyword) instanceof ListNode list) {
                list.items().forEach(this::below);
            }
        });
        MAPS.forEach(keyword -> {
            if (schema.get(keyword) instanceof MapNode map) {
                map.entries().values().forEach(entry -> below(entry.value()));
            }
        });
    }

    private void below(@Nullable Node node) {
        if (node != null) {
            check(node, "Write a list of the names that are required beside properties, such as required: [title].");
        }
    }

    private void unknown(String keyword, MapNode.Entry entry, String required) {
        boolean flag = entry.value() instanceof ScalarNode scalar && scalar.value() instanceof Boolean;
        problems.warning(
                ProblemCode.SCHEMA_KEYWORD,
                entry.key(),
                "Expected a keyword of JSON Schema, but found \"" + keyword + "\", which has no effect",
                flag && REQUIRED.equals(Suggestion.nearest(keyword, KEYWORDS))
                        ? required
                        : Suggestion.didYouMean(
                                keyword,
                                KEYWORDS,
                                "Remove it, or write x-" + keyword + " where it is meant for other readers."));
    }

    private void format(ScalarNode format) {
        problems.warning(
                ProblemCode.SCHEMA_KEYWORD,
                format,
                "Expected a format of JSON Schema, but found \"" + format.text() + "\", which has no effect",
                Suggestion.didYouMean(
                        format.text(), FORMATS, "There are " + String.join(", ", FORMATS) + "; else write a pattern."));
    }

    private void bounds(MapNode schema, String least, String most) {
        if (schema.get(least) instanceof ScalarNode low
                && schema.get(most) instanceof ScalarNode high
                && low.value() instanceof Number from
                && high.value() instanceof Number to
                && from.doubleValue() > to.doubleValue()) {
            problems.warning(
                    ProblemCode.SCHEMA_BOUNDS,
                    low,
                    "Expected a " + least + " of at most the " + most + " of " + high.text() + ", but found "
                            + low.text(),
                    "No value matches: swap them, or change one.");
        }
    }
}
