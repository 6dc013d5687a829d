package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.graph.Drawing;
import dev.weft.definitions.graph.GraphFormat;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the definitions of a file without a server. */
@Command(
        name = "graph",
        description = {
            "Draw the tasks of a file's definitions and what they need. Needs no server.",
            "",
            "Of a definition with errors is drawn what can be read of it; needs that lead in a circle are marked. The errors"
                    + " go to standard error."
        },
        footer = {
            "",
            "Example: weft graph article.yaml --format svg > article.svg",
            "         weft graph jobs.yaml --id blog --format mermaid",
            "Exit code 1: a definition has errors. 3: there is no such file, or no definition of that id in it."
        })
public final class GraphCommand extends BaseCommand {
    @Parameters(paramLabel = "FILE", description = "The definition, or several; - reads standard input.")
    private Path file = Path.of("");

    @Option(
            names = {"--format", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "text, mermaid, dot, svg or json. Default: text. Of several definitions text has one below the other,"
                            + " json is a list; the others hold one alone.")
    private String format = "text";

    @Option(names = "--id", paramLabel = "ID", description = "Draw the definition of this id alone.")
    private @Nullable String id;

    @Override
    public Integer call() {
        GraphFormat chosen = GraphFormat.find(format.equals("table") ? "text" : format)
                .orElseThrow(() -> new CliException(
                        Exit.WRONG_USE,
                        "Expected --format text, mermaid, dot, svg or json, but found " + format + "."));
        List<Reading> readings = Definitions.readAll(DefinitionFiles.read(file), Surroundings.UNKNOWN);
        List<Reading> meant =
                id == null ? readings : readings.stream().filter(this::isMeant).toList();
        List<Drawing> drawings = meant.stream()
                .map(Reading::sketch)
                .filter(Objects::nonNull)
                .map(sketch -> Drawing.of(Definitions.outline(sketch)))
                .toList();
        if (id != null && meant.isEmpty() && known(readings)) {
            throw new CliException(
                    Exit.NOT_FOUND,
                    "Expected a definition " + id + " in " + file + ", but found " + ids(readings) + ".");
        }
        if (drawings.size() > 1 && !chosen.holdsSeveral()) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected one definition for --format " + format + ", but found " + ids(readings)
                            + ". Choose one with --id, or use --format text or json.");
        }
        List<Problem> problems = (meant.isEmpty() ? readings : meant)
                .stream()
                        .filter(reading -> reading.definition() == null)
                        .flatMap(reading -> reading.problems().stream())
                        .toList();
        System.err.print(new ProblemPrinter(Terminal.colour()).print(problems));
        if (!drawings.isEmpty()) {
            System.out.println(chosen.render(drawings).stripTrailing());
        }
        return problems.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    private boolean isMeant(Reading reading) {
        Definition sketch = reading.sketch();
        return sketch != null && sketch.id().equals(id);
    }

    /** Whether each definition could be read so far that its id is known. */
    private static boolean known(List<Reading> readings) {
        return readings.stream().allMatch(reading -> reading.sketch() != null);
    }

    private static String ids(List<Reading> readings) {
        return readings.stream()
                .map(Reading::sketch)
                .filter(Objects::nonNull)
                .map(Definition::id)
                .collect(Collectors.joining(", "));
    }
}
