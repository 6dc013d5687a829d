package dev.weft.definitions.template;

import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From a template's file to a template. The file is a head in YAML, a line {@code ---}, and the lines of the definition:
 *
 * <pre>
 * template: greeting
 * version: "1.0.0"
 * name: Greet somebody
 * description: …
 * parameters: {who: {type: string, description: Whom}}
 * example: {who: Kim}
 * ---
 * version: "3.0.0"
 * id: @{id}
 * …
 * </pre>
 */
public final class TemplateReader {
    private static final Set<String> FIELDS =
            Set.of("template", "version", "name", "description", "parameters", "example");
    private static final Set<String> OF_EVERY = Set.of("id", "template", "template_version");

    private final SourceText source;
    private final MapNode head;

    private TemplateReader(SourceText source, MapNode head) {
        this.source = source;
        this.head = head;
    }

    /**
     * Reads a template.
     *
     * @throws TemplateException at the first that is wrong with it
     */
    public static DefinitionTemplate read(String file, String text) {
        List<String> lines = text.lines().toList();
        int line = lines.indexOf("---");
        if (line < 0) {
            throw new TemplateException(
                    file, 1, "Expected a head, a line --- and the lines of a definition, but found no ---");
        }
        SourceText source = new SourceText(file, String.join("\n", lines.subList(0, line)) + "\n");
        ProblemCollector problems = new ProblemCollector(source);
        Node node = NodeReader.read(problems);
        if (problems.hasErrors()) {
            Problem first = problems.sorted().getFirst();
            throw new TemplateException(file, first.line(), first.message());
        }
        if (!(node instanceof MapNode head)) {
            throw new TemplateException(file, 1, "Expected a map with template, version, name and more");
        }
        return new TemplateReader(source, head).template(lines.subList(line + 1, lines.size()), line + 2);
    }

    private DefinitionTemplate template(List<String> body, int firstLine) {
        for (MapNode.Entry entry : head.entries().values()) {
            if (!FIELDS.contains(entry.key().text())) {
                throw failure(
                        entry.key(),
                        "Expected one of " + FIELDS + ", but found "
                                + entry.key().text());
            }
        }
        String id = text("template");
        if (!id.matches("[a-z][a-z0-9_]{0,59}")) {
            throw failure(head.get("template"), "Expected lower-case letters, digits and _, but found " + id);
        }
        List<TemplateParameter> parameters = parameters();
        Set<String> known = new HashSet<>(OF_EVERY);
        parameters.forEach(parameter -> known.add(parameter.name()));
        return new DefinitionTemplate(
                id,
                text("version"),
                text("name"),
                text("description").strip(),
                parameters,
                head.get("example") instanceof MapNode example ? NodeValues.map(example) : Map.of(),
                BodyParser.parse(source.name(), body, firstLine, known));
    }

    private List<TemplateParameter> parameters() {
        List<TemplateParameter> parameters = new ArrayList<>();
        if (!(head.get("parameters") instanceof MapNode map)) {
            throw failure(head, "Expected parameters: a map from names to JSON Schemas");
        }
        for (MapNode.Entry entry : map.entries().values()) {
            String name = entry.key().text();
            if (!name.matches("[a-z][a-z0-9_]*N?[a-z0-9_]*") || OF_EVERY.contains(name)) {
                throw failure(
                        entry.key(),
                        "Expected a name of lower-case letters, digits and _, with at most one N, but found " + name);
            }
            if (!(entry.value() instanceof MapNode schema)) {
                throw failure(entry.value(), "Expected the JSON Schema of " + name);
            }
            Map<String, @Nullable Object> values = new LinkedHashMap<>(NodeValues.map(schema));
            TemplateParameter parameter =
                    new TemplateParameter(name, values, values.remove("of") instanceof String of ? of : null);
            check(parameter, schema);
            parameters.add(parameter);
        }
        return parameters;
    }

    private void check(TemplateParameter parameter, MapNode node) {
        List<JsonSchemas.Mismatch> wrong = new ArrayList<>(JsonSchemas.checkSchema(parameter.schema()));
        if (wrong.isEmpty() && parameter.schema().containsKey("default")) {
            wrong.addAll(
                    JsonSchemas.check(parameter.schema(), parameter.schema().get("default")));
        }
        if (!wrong.isEmpty()) {
            throw failure(
                    node,
                    "Expected a JSON Schema with a default that fits: "
                            + wrong.getFirst().message());
        }
        if (parameter.numbered() && !"array".equals(parameter.schema().get("type"))) {
            throw failure(node, "Expected type: array of " + parameter.name() + ", as it is numbered");
        }
        if (parameter.description().isEmpty()) {
            throw failure(node, "Expected a description of " + parameter.name());
        }
    }

    private String text(String field) {
        if (head.get(field) instanceof ScalarNode scalar && scalar.isText()) {
            return scalar.text();
        }
        throw failure(head.get(field), "Expected a text for " + field);
    }

    private TemplateException failure(@Nullable Node node, String message) {
        int line = node == null ? 1 : source.line(Math.max(0, node.span().start()));
        return new TemplateException(source.name(), Math.max(1, line), message);
    }
}
