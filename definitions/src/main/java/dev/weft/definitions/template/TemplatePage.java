package dev.weft.definitions.template;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** A template for people: the section of the reference, written from its file. */
public final class TemplatePage {
    private TemplatePage() {}

    /** Markdown: what it is for, its parameters, and an example with what it makes. */
    public static String section(DefinitionTemplate template) {
        StringBuilder text = new StringBuilder("## ")
                .append(template.id())
                .append("\n\n**")
                .append(template.name())
                .append("**, version ")
                .append(template.version())
                .append(".\n\n")
                .append(template.description())
                .append("\n\n| parameter | value | default | meaning |\n|---|---|---|---|\n");
        for (TemplateParameter parameter : template.parameters()) {
            text.append("| `")
                    .append(
                            parameter.numbered()
                                    ? parameter.name(1) + "`, `" + parameter.name(2) + "`, …"
                                    : parameter.name() + "`")
                    .append(" | ")
                    .append(valueOf(parameter))
                    .append(" | ")
                    .append(parameter.required() ? "required" : "`" + defaultOf(parameter) + "`")
                    .append(" | ")
                    .append(parameter.description().replace("|", "\\|"))
                    .append(" |\n");
        }
        text.append("\n```sh\n")
                .append(command(template))
                .append(" --to ")
                .append(template.defaultId())
                .append(".yaml\n```\n");
        if (template.make(template.defaultId(), template.example()) instanceof Making.Made made) {
            text.append("\n```yaml\n").append(made.text()).append("```\n");
        }
        return text.toString();
    }

    /** The command that tries the example. */
    public static String command(DefinitionTemplate template) {
        return CreateLine.command(template, template.defaultId(), template.example());
    }

    /** The default as people would type it; empty where there is none. */
    public static String defaultOf(TemplateParameter parameter) {
        if (parameter.required()) {
            return "";
        }
        Object value = parameter.schema().get("default");
        return value instanceof String text && text.isEmpty() ? "\"\"" : CreateLine.text(value);
    }

    private static String valueOf(TemplateParameter parameter) {
        if (!parameter.choices().isEmpty()) {
            return parameter.choices().stream()
                    .map(choice -> "`" + choice + "`")
                    .collect(Collectors.joining(", "));
        }
        Map<?, ?> schema = parameter.numbered() && parameter.schema().get("items") instanceof Map<?, ?> item
                ? item
                : parameter.schema();
        String type = switch (String.valueOf(schema.get("type"))) {
            case "string" -> "text";
            case "integer" -> "whole number";
            case "array" -> "list of texts";
            case String other -> other;
        };
        return type + range(schema) + (parameter.numbered() ? count(parameter.schema()) : "");
    }

    private static String range(Map<?, ?> schema) {
        Object from = schema.get("minimum");
        Object to = schema.get("maximum");
        return from == null ? "" : " from " + from + (to == null ? "" : " to " + to);
    }

    private static String count(Map<?, ?> schema) {
        Object most = schema.get("maxItems");
        return most == null ? " each" : " each, at most " + most;
    }

    /** Words for the start of a page. */
    public static String list(Collection<DefinitionTemplate> templates) {
        return templates.stream()
                .map(template -> "| [`" + template.id() + "`](#" + template.id() + ") | " + template.version() + " | "
                        + template.name() + " |\n")
                .collect(Collectors.joining("", "| template | version | |\n|---|---|---|\n", ""));
    }
}
