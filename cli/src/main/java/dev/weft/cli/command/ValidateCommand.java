package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks definitions without a server. */
@Command(
        name = "validate",
        description = "Check definitions; everything that is wrong is shown at once. Needs no server.",
        footer = {"", "Example: weft validate article.yaml", "Exit code 1: there are errors."})
public final class ValidateCommand extends BaseCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Definitions, or folders of them.")
    private List<Path> files = List.of();

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "table", description = "table, json or yaml.")
    private Format output = Format.TABLE;

    @Override
    public Integer call() {
        List<Problem> problems = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        ProblemPrinter printer = new ProblemPrinter(Terminal.colour());
        for (Path file : files.stream()
                .flatMap(path -> DefinitionFiles.below(path).stream())
                .toList()) {
            List<Problem> found = Definitions.read(DefinitionFiles.read(file), Surroundings.UNKNOWN)
                    .problems();
            problems.addAll(found);
            found.forEach(problem -> lines.add(printer.print(problem)));
            lines.add(file + ": " + (found.isEmpty() ? "no problems" : ProblemPrinter.count(found)));
        }
        boolean valid = problems.stream().noneMatch(Problem::isError);
        Printer.print(output, ApiClient.tree(Map.of("valid", valid, "problems", problems)), lines);
        return valid ? Exit.DONE : Exit.FAILED;
    }
}
