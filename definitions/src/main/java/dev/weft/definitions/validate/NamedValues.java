package dev.weft.definitions.validate;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.expression.check.SchemaTypes;
import dev.weft.definitions.expression.check.Type;
import dev.weft.definitions.expression.check.Types;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodePaths;
import dev.weft.definitions.source.ProblemCollector;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, written out or computed, against what somebody else declares by JSON Schemas: inputs of a definition,
 * parameters of an agent's operation.
 *
 * @param code of what is wrong
 * @param what they are, such as {@code an input of publish-article}
 */
record NamedValues(ProblemCollector problems, ProblemCode code, Severity severity, String what) {
    private static final String DATE = "a date such as 2026-03-01";
    private static final String DATE_TIME = "a date and time";
    private static final Map<String, String> FORMATS =
            Map.of("date", DATE, "date-time", DATE_TIME, "time", "a time of day such as 12:00:00Z");

    /**
     * What is declared.
     *
     * @param schemas by name
     * @param required names that must be given
     * @param open whether others may be given, too
     */
    record Declared(Map<String, Map<String, @Nullable Object>> schemas, Set<String> required, boolean open) {}

    /**
     * Checks what is given.
     *
     * @param node the map that holds it; {@code null} where there is none
     * @param owner what a missing one is reported at
     */
    void check(Declared declared, Map<String, Template> given, @Nullable Node node, Node owner, TemplateTypes types) {
        MapNode map = node instanceof MapNode some ? some : null;
        for (Map.Entry<String, Template> one : given.entrySet()) {
            MapNode.Entry entry = map == null ? null : map.entries().get(one.getKey());
            Map<String, @Nullable Object> schema = declared.schemas().get(one.getKey());
            if (schema == null && !declared.open()) {
                unknown(declared, one.getKey(), entry == null ? owner : entry.key());
            } else if (schema != null) {
                value(one.getKey(), schema, one.getValue(), entry == null ? owner : entry.value(), types);
            }
        }
        for (String name : declared.required()) {
            if (!given.containsKey(name)) {
                add(
                        owner,
                        "Expected \"" + name + "\", " + what + " that has no default, but it isn't there",
                        "Add it.");
            }
        }
    }

    private void unknown(Declared declared, String name, Node place) {
        Set<String> names = declared.schemas().keySet();
        add(
                place,
                "Expected " + what + ", but found \"" + name + '"',
                Suggestion.didYouMean(
                        name,
                        names,
                        names.isEmpty() ? "There are none." : "There are " + Suggestion.list(names) + "."));
    }

    /** Checks one value. */
    void value(String name, Map<String, @Nullable Object> schema, Template template, Node place, TemplateTypes types) {
        if (ComputedParts.holds(schema, template)) {
            new ComputedParts(this, types).check(name, schema, template, place);
            return;
        }
        if (TemplateTypes.isWritten(template)) {
            for (JsonSchemas.Mismatch mismatch : JsonSchemas.check(schema, written(template))) {
                mismatch(name, mismatch, place);
            }
            return;
        }
        if (!(template instanceof Template.Computed)) {
            WrittenParts.of(template).mismatches(schema).forEach(mismatch -> mismatch(name, mismatch, place));
        }
        computed(name, schema, types.computed(template), place);
    }

    /**
     * Checks what an expression gives, as deep as its type is known.
     *
     * @param found of the value, before it becomes JSON
     */
    private void computed(String name, Map<String, @Nullable Object> schema, Type found, Node place) {
        String format = FORMATS.get(String.valueOf(schema.get("format")));
        Type expected = SchemaTypes.of(schema);
        Type json = Json.type(found);
        if (!Types.fits(json, expected)) {
            add(
                    place,
                    "Expected " + expected.words() + " for \"" + name + "\", but found " + json.words(),
                    cure(name, expected, json));
        } else if (format != null
                && (found == Type.Simple.TIMESTAMP && !format.equals(DATE_TIME) || found == Type.Simple.DURATION)) {
            add(
                    place,
                    "Expected " + format + " for \"" + name + "\", but found " + found.words(),
                    format.equals(DATE) && found == Type.Simple.TIMESTAMP
                            ? "Take the date of it, such as ${{ string(schedule.time).substring(0, 10) }}."
                            : "Change the expression, or what \"" + name + "\" is declared to be.");
        } else if (found instanceof Type.Fields fields) {
            parts(name, schema, fields, place);
        } else if (found instanceof Type.ListOf list
                && schema.get("items") instanceof Map<?, ?> items
                && !schema.containsKey("prefixItems")) {
            computed(name + "[…]", Declarations.map(items), list.item(), place);
        }
    }

    private void parts(String name, Map<String, @Nullable Object> schema, Type.Fields found, Node place) {
        Declared declared = Declarations.ofMap(schema);
        found.fields().forEach((part, type) -> {
            Map<String, @Nullable Object> inner = declared.schemas().get(part);
            if (inner != null) {
                computed(name + "." + part, inner, type, place);
            } else if (!declared.open()) {
                unknownPart(name, declared, part, place);
            }
        });
        if (!found.open()) {
            missingParts(name, declared, found.fields().keySet(), place);
        }
    }

    /** Says that a value has no part of a name. */
    void unknownPart(String name, Declared declared, String part, Node place) {
        add(
                place,
                "Expected a part of \"" + name + "\", but found \"" + part + '"',
                Suggestion.didYouMean(part, declared.schemas().keySet(), "It has none of that name."));
    }

    /** Says which parts a value lacks. */
    void missingParts(String name, Declared declared, Set<String> given, Node place) {
        for (String part : declared.required()) {
            if (!given.contains(part)) {
                add(
                        place,
                        "Expected \"" + part + "\" in \"" + name + "\", which must be there, but it isn't",
                        "Add it.");
            }
        }
    }

    private static String cure(String name, Type expected, Type found) {
        boolean number = found == Type.Simple.INTEGER || found == Type.Simple.DECIMAL || found == Type.Simple.NUMBER;
        if (expected == Type.Simple.STRING && (number || found == Type.Simple.BOOLEAN)) {
            return "Make text of it, such as ${{ string(inputs.count) }}.";
        }
        if (expected == Type.Simple.INTEGER && (number || found == Type.Simple.STRING)) {
            return "Make a whole number of it, such as ${{ int(inputs.count) }}.";
        }
        return "Change the expression, or what \"" + name + "\" is declared to be.";
    }

    private void mismatch(String name, JsonSchemas.Mismatch mismatch, Node place) {
        add(
                NodePaths.nearest(place, mismatch.pointer()),
                "Expected a value that matches \"" + name + "\", but: " + mismatch.message(),
                "Change the value, or what \"" + name + "\" is declared to be.");
    }

    private static @Nullable Object written(Template template) {
        try {
            return template.evaluate(name -> null);
        } catch (EvaluationException e) {
            throw new IllegalStateException("Expected a value without expressions", e);
        }
    }

    private void add(Node place, String message, String hint) {
        if (!problems.hasErrorBelow(place.path())) {
            problems.add(code, severity, place.span(), place.path(), message, hint);
        }
    }
}
