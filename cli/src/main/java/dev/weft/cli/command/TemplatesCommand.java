package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.definitions.template.DefinitionTemplate;
import dev.weft.definitions.template.TemplatePage;
import dev.weft.definitions.template.TemplateParameter;
import dev.weft.definitions.template.Templates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists templates, or shows one. */
@Command(
        name = "templates",
        description = "List the templates that definitions can be created of, or show one with its parameters.",
        footer = {"", "Example: weft templates approval_chain", "Exit code 3: there is no such template."})
public final class TemplatesCommand extends BaseCommand {
    @Parameters(arity = "0..1", paramLabel = "TEMPLATE", description = "The template to show. Default: all, in a list.")
    private @Nullable String id;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or yaml. Default: table.")
    private Format output = Format.TABLE;

    @Override
    public Integer call() {
        if (id == null) {
            list();
        } else {
            show(CreateCommand.template(id));
        }
        return Exit.DONE;
    }

    private void list() {
        Table table = new Table("TEMPLATE", "VERSION", "NAME");
        List<Object> items = new ArrayList<>();
        for (DefinitionTemplate template : Templates.all()) {
            table.row(template.id(), template.version(), template.name());
            items.add(template.describe());
        }
        Printer.print(output, ApiClient.tree(java.util.Map.of("items", items)), table.lines());
    }

    private void show(DefinitionTemplate template) {
        List<String> lines = new ArrayList<>();
        lines.add(template.id() + " " + template.version() + ": " + template.name());
        lines.add("");
        lines.addAll(template.description().lines().toList());
        lines.add("");
        Table table = new Table("PARAMETER", "DEFAULT", "MEANING");
        for (TemplateParameter parameter : template.parameters()) {
            table.row(
                    parameter.numbered() ? parameter.name(1) + " …" : parameter.name(),
                    TemplatePage.defaultOf(parameter),
                    parameter.description());
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.add("Example: " + TemplatePage.command(template));
        Printer.print(output, ApiClient.tree(template.describe()), lines);
    }

    static CliException unknown(String id) {
        return new CliException(
                Exit.NOT_FOUND,
                "Expected a template, but found none named «" + id + "». "
                        + dev.weft.definitions.problem.Suggestion.didYouMean(
                                id, Templates.ids(), "«weft templates» lists them."));
    }
}
