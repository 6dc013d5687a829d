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
import dev.weft.definitions.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks definitions without a server. */
@Command(
        name = "validate",
        description = "Check definitions; everything that is wrong is shown at once. Needs no server.",
        footer = {
            "",
            "Example: weft validate article.yaml workflows/",
            "Example: git show HEAD:article.yaml | weft validate -",
            "Exit code 1: there are errors, or with --strict warnings."
        })
public final class ValidateCommand extends BaseCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Definitions, or folders of them; - reads standard input.")
    private List<String> files = List.of();

    @Option(names = "--strict", description = "Warnings fail, too.")
    private boolean strict;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "table", description = "table, json or yaml.")
    private Format output = Format.TABLE;

    @Override
    public Integer call() {
        List<Problem> problems = new ArrayList<>();
        List<Map<String, Object>> checked = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        ProblemPrinter printer = new ProblemPrinter(Terminal.colour());
        for (SourceText source : files.stream()
                .flatMap(file -> DefinitionFiles.all(file).stream())
                .toList()) {
            List<Problem> found = Definitions.readAll(source, Surroundings.UNKNOWN).stream()
                    .flatMap(reading -> reading.problems().stream())
                    .toList();
            problems.addAll(found);
            checked.add(file(source.name(), found));
            found.forEach(problem -> lines.add(printer.print(problem)));
            lines.add(source.name() + ": " + (found.isEmpty() ? "no problems" : ProblemPrinter.count(found)));
        }
        boolean valid = problems.stream().noneMatch(Problem::isError);
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("valid", valid);
        value.put("problems", problems);
        value.put("files", checked);
        Printer.print(output, ApiClient.tree(value), lines);
        return valid && (!strict || problems.isEmpty()) ? Exit.DONE : Exit.FAILED;
    }

    private static Map<String, Object> file(String name, List<Problem> found) {
        long errors = found.stream().filter(Problem::isError).count();
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("file", name);
        file.put("valid", errors == 0);
        file.put("errors", errors);
        file.put("warnings", found.size() - errors);
        return file;
    }
}
