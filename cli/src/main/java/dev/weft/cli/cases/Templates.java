package dev.weft.cli.cases;

import dev.weft.definitions.expression.Template;
import dev.weft.definitions.expression.TemplateParser;
import dev.weft.definitions.parse.Flaws;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values in which <code>${{ … }}</code> may stand. */
final class Templates {
    private Templates() {}

    static Template of(ProblemCollector problems, Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar(problems, scalar);
            case ListNode list ->
                new Template.Items(
                        list.items().stream().map(item -> of(problems, item)).toList());
            case MapNode map -> {
                Map<String, Template> fields = new LinkedHashMap<>();
                map.entries().forEach((name, entry) -> fields.put(name, of(problems, entry.value())));
                yield new Template.Fields(fields);
            }
        };
    }

    private static Template scalar(ProblemCollector problems, ScalarNode scalar) {
        if (!(scalar.value() instanceof String text)) {
            return new Template.Literal(scalar.value());
        }
        TemplateParser.Parsed parsed = TemplateParser.parse(text);
        parsed.flaws().forEach(flaw -> Flaws.report(problems, scalar, 0, flaw));
        return parsed.template();
    }
}
