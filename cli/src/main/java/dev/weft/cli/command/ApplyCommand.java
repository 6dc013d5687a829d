package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.Problems;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Style;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.diff.DifferenceText;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saves definitions. */
@Command(
        name = "apply",
        description = {
            "Save definitions: new ones are created, known ones get their next revision; all or none.",
            "Files may be in any version or dialect, and hold several definitions. Those of a folder are known as a set from then on, by the"
                    + " folder's name or --set: --prune deletes what was applied as that set before and is in no file any more.",
            "--dry-run says what would be created, changed and deleted, and changes nothing."
        },
        footer = {
            "",
            "Example: weft apply definitions/",
            "         weft apply definitions/ --prune --dry-run",
            "Exit code 1: a file has errors; then nothing is saved."
        })
public final class ApplyCommand extends ClientCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Definitions, or folders of them.")
    private List<Path> paths = List.of();

    @Option(names = "--prune", description = "Delete definitions of the set that are in no file any more.")
    private boolean prune;

    @Option(names = "--dry-run", description = "Say what would change, with the differences, and change nothing.")
    private boolean dryRun;

    @Option(names = "--set", paramLabel = "NAME", description = "Name of the set. Default: that of the folder.")
    private @Nullable String set;

    @Override
    public Integer call() {
        List<SourceText> texts = paths.stream()
                .flatMap(path -> DefinitionFiles.below(path).stream())
                .map(DefinitionFiles::read)
                .toList();
        List<Problem> errors = texts.stream()
                .flatMap(text -> Definitions.readAll(text, Surroundings.UNKNOWN).stream())
                .filter(reading -> reading.definition() == null)
                .flatMap(reading -> reading.problems().stream())
                .toList();
        if (!errors.isEmpty()) {
            System.err.print(new ProblemPrinter(Terminal.colour()).print(errors));
            return Exit.FAILED;
        }
        JsonNode applied = api().post("/sets", request(texts));
        warn(applied);
        List<String> lines = new ArrayList<>();
        applied.path("items").forEach(item -> tell(item, lines));
        Printer.print(output(), applied, lines);
        return Exit.DONE;
    }

    private Map<String, Object> request(List<SourceText> texts) {
        Map<String, Object> request = new LinkedHashMap<>();
        String name = set();
        if (name != null) {
            request.put("set", name);
        }
        request.put(
                "files",
                texts.stream()
                        .map(text -> Map.of("name", text.name(), "text", text.text()))
                        .toList());
        request.put("prune", prune);
        request.put("dry_run", dryRun);
        return request;
    }

    private @Nullable String set() {
        if (set != null) {
            return set;
        }
        if (paths.size() == 1 && Files.isDirectory(paths.getFirst())) {
            return paths.getFirst().toAbsolutePath().normalize().getFileName().toString();
        }
        if (prune) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected one folder, or --set, with --prune, but found neither: only what was applied as a set before is pruned.");
        }
        return null;
    }

    private static void warn(JsonNode applied) {
        List<Problem> problems = new ArrayList<>();
        applied.path("items").forEach(item -> problems.addAll(Problems.of(item.path("problems"))));
        System.err.print(new ProblemPrinter(Terminal.colour()).print(problems));
    }

    private void tell(JsonNode item, List<String> lines) {
        String change = item.path("change").asText().toLowerCase(Locale.ROOT);
        String from = item.path("from").asText(DefinitionParser.VERSION);
        String revision = item.path("revision").asText(item.path("before").asText());
        lines.add(item.path("id").asText() + ": revision " + revision
                + (from.equals(DefinitionParser.VERSION) ? "" : " (from " + from + ")")
                + (dryRun && !change.equals("unchanged") ? ", would be " : ", ")
                + style(change).of(change));
        if (dryRun && item.path("difference").isObject()) {
            DifferenceText.render(item.path("difference")).lines().forEach(line -> lines.add("    " + line));
        }
    }

    private static Style style(String change) {
        return switch (change) {
            case "created" -> Style.GOOD;
            case "changed" -> Style.WAITING;
            case "deleted" -> Style.BAD;
            default -> Style.FAINT;
        };
    }
}
