package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.diff.Difference;
import dev.weft.definitions.diff.DifferenceJson;
import dev.weft.definitions.diff.DifferenceText;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.problem.ProblemPrinter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two definitions by what they mean. */
@Command(
        name = "diff",
        description = "Show what two files, or two revisions of a definition, differ in, and what a run would keep.",
        footer = {
            "",
            "Example: weft diff old.yaml new.yaml",
            "Example: weft diff publish-article --from 3",
            "Comments and order are no difference. Two files need no server.",
            "Exit code 0: they mean the same; 1: they don't."
        })
public final class DiffCommand extends ClientCommand {
    @Parameters(arity = "1..2", paramLabel = "FILE FILE|ID", description = "Two files, or the id of a definition; - reads standard input.")
    private List<String> sides = List.of();

    @Option(names = "--from", paramLabel = "N", description = "Revision. Default: the one before --to.")
    private @Nullable Integer from;

    @Option(names = "--to", paramLabel = "N", description = "Revision. Default: the current one.")
    private @Nullable Integer to;

    @Override
    public Integer call() {
        if (sides.size() > 2) {
            throw new CliException(
                    Exit.WRONG_USE, "Expected two files, or one id, but found " + String.join(", ", sides) + ".");
        }
        if (sides.stream().filter(DefinitionFiles.INPUT::equals).count() == 2) {
            throw new CliException(Exit.WRONG_USE, "Expected - once, as standard input can be read only once.");
        }
        if (sides.size() == 2 && (from != null || to != null)) {
            throw new CliException(
                    Exit.WRONG_USE, "Expected two files, or an id with --from and --to, but found both.");
        }
        if (sides.size() == 1 && isFile(sides.getFirst())) {
            throw new CliException(
                    Exit.WRONG_USE, "Expected a second file to compare " + sides.getFirst() + " with, but found none.");
        }
        @Nullable JsonNode difference = sides.size() == 2 ? ofFiles() : ofRevisions();
        if (difference == null) {
            return Exit.WRONG_USE;
        }
        Printer.print(
                output(), difference, DifferenceText.render(difference).lines().toList());
        return difference.path("equal").asBoolean() ? Exit.DONE : Exit.FAILED;
    }

    private static boolean isFile(String side) {
        return side.equals(DefinitionFiles.INPUT) || Files.exists(Path.of(side));
    }

    private JsonNode ofRevisions() {
        List<String> query = new ArrayList<>();
        if (from != null) {
            query.add("from=" + from);
        }
        if (to != null) {
            query.add("to=" + to);
        }
        return api().get("/workflows/" + ApiClient.encode(sides.getFirst()) + "/revisions/diff?"
                + String.join("&", query));
    }

    private @Nullable JsonNode ofFiles() {
        Definition before = read(sides.getFirst());
        Definition after = read(sides.getLast());
        return before == null || after == null ? null : DifferenceJson.value(Difference.between(before, after));
    }

    /** Says what is wrong where it isn't a definition. */
    private static @Nullable Definition read(String file) {
        Reading reading = Definitions.read(DefinitionFiles.read(Path.of(file)), Surroundings.UNKNOWN);
        if (reading.definition() == null) {
            System.err.print(new ProblemPrinter(Terminal.colour()).print(reading.problems()));
        }
        return reading.definition();
    }
}
