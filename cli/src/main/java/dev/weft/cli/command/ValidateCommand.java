package dev.weft.cli.command;

import dev.weft.cli.BaseCommand;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.AgentReader;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.ProblemCollector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks definitions without a server. */
@Command(
        name = "validate",
        description =
                "Check definitions and agents' files; everything that is wrong is shown at once. Needs no server.",
        footer = {
            "",
            "Example: weft validate article.yaml workflows/",
            "Example: git show HEAD:article.yaml | weft validate -",
            "Example: weft validate agents/translator.yaml",
            "Exit code 1: there are errors, or with --strict warnings; 3: there is no such file, or no definition in a folder;",
            "2: a file can't be read. The other files are checked all the same.",
            "Definitions that are given together are checked together, also where one starts another."
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
        int exit = Exit.DONE;
        List<DefinitionFiles.Given> all = files.stream()
                .flatMap(file -> DefinitionFiles.all(file).stream())
                .toList();
        Surroundings surroundings = Surroundings.UNKNOWN.beside(definitions(all));
        for (DefinitionFiles.Given given : all) {
            switch (given) {
                case DefinitionFiles.Given.Text text -> {
                    List<Problem> found = check(text.decoded(), surroundings);
                    problems.addAll(found);
                    checked.add(file(text.name(), found));
                    lines.addAll(new ProblemPrinter(Terminal.colour()).blocks(found));
                    lines.add(text.name() + ": " + (found.isEmpty() ? "no problems" : ProblemPrinter.count(found)));
                }
                case DefinitionFiles.Given.Nothing nothing -> {
                    checked.add(nothing(nothing));
                    lines.add("error: " + nothing.message());
                    exit = Math.max(exit, nothing.exit());
                }
            }
        }
        boolean valid = exit == Exit.DONE && problems.stream().noneMatch(Problem::isError);
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("valid", valid);
        value.put("problems", problems);
        value.put("files", checked);
        Printer.print(output, ApiClient.tree(value), lines);
        boolean done = valid && (!strict || problems.isEmpty());
        return done ? Exit.DONE : Math.max(exit, Exit.FAILED);
    }

    /** What is given together starts each other; of several with one id the first. */
    private static Map<String, Definition> definitions(List<DefinitionFiles.Given> all) {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (DefinitionFiles.Given given : all) {
            if (given instanceof DefinitionFiles.Given.Text text) {
                Definitions.readAll(text.decoded().text(), Surroundings.UNKNOWN).stream()
                        .map(Reading::sketch)
                        .filter(Objects::nonNull)
                        .forEach(definition -> definitions.putIfAbsent(definition.id(), definition));
            }
        }
        return definitions;
    }

    private static List<Problem> check(DecodedText decoded, Surroundings surroundings) {
        List<Problem> found = AgentReader.isAgent(decoded.text())
                ? AgentReader.read(decoded.text(), folder(decoded.text().name()))
                        .problems()
                : Definitions.readAll(decoded.text(), surroundings).stream()
                        .flatMap(reading -> reading.problems().stream())
                        .toList();
        return Stream.concat(decoded.flaw().stream(), found.stream())
                .sorted(ProblemCollector.ORDER)
                .toList();
    }

    /** Where programs beside an agent's file are looked for; {@code null} for what is read from standard input. */
    private static @Nullable Path folder(String file) {
        Path path = Path.of(file);
        return Files.exists(path) ? path.toAbsolutePath().getParent() : null;
    }

    private static Map<String, Object> nothing(DefinitionFiles.Given.Nothing nothing) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("file", nothing.name());
        file.put("valid", false);
        file.put("error", nothing.message());
        return file;
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
