package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.graph.GraphFormat;
import dev.weft.definitions.problem.ProblemPrinter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a definition without a server. */
@Command(
        name = "graph",
        description = "Draw a definition's tasks and what they need. Needs no server.",
        footer = {"", "Example: weft graph article.yaml --format svg > article.svg"})
public final class GraphCommand extends BaseCommand {
    @Parameters(paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(
            names = {"--format", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, mermaid, dot, svg or json. Default: text.")
    private String format = "text";

    @Override
    public Integer call() {
        GraphFormat chosen = GraphFormat.find(format.equals("table") ? "text" : format)
                .orElseThrow(() -> new CliException(
                        Exit.WRONG_USE,
                        "Expected --format text, mermaid, dot, svg or json, but found " + format + "."));
        Reading reading = Definitions.read(DefinitionFiles.read(file), Surroundings.UNKNOWN);
        if (reading.definition() == null) {
            System.err.print(new ProblemPrinter(Terminal.colour()).print(reading.problems()));
            return Exit.FAILED;
        }
        System.out.println(chosen.render(Definitions.compile(Definitions.canonical(reading.definition())))
                .stripTrailing());
        return Exit.DONE;
    }
}
