package dev.weft.cli.command;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.migrate.FileMigration;
import dev.weft.cli.migrate.FileTarget;
import dev.weft.cli.migrate.Migrated;
import dev.weft.cli.migrate.Outcome;
import dev.weft.cli.migrate.SavedDefinitions;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Terminal;
import dev.weft.definitions.problem.ProblemPrinter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes definitions anew in the present version of the language. */
@Command(
        name = "migrate",
        description = {
            "Write definitions of older versions and other dialects in 3.0.0, comments kept.",
            "",
            "A file's new text is printed, unless an option says more; what was changed, and problems, go to standard"
                    + " error. Of an ID's newest revision the next one is made, on the server. What is in 3.0.0 stays"
                    + " as it is."
        },
        synopsisSubcommandLabel = "[status]",
        subcommands = MigrateStatusCommand.class,
        footer = {
            "",
            "Example: weft migrate old.yaml --diff",
            "         weft migrate old.yaml --write",
            "         weft migrate status definitions/",
            "         weft migrate --all",
            "Exit code 1: something could not be migrated; everything else was. 3: not found."
        })
public final class MigrateCommand extends ClientCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|DIR|ID",
            description = "Files, folders of them, or ids of saved definitions. Where there is a file, it is meant. - reads"
                    + " standard input.")
    private List<String> names = List.of();

    @Option(
            names = "--write",
            description = "Replace each file. Its text is kept as FILE.bak; several definitions, and JSON, become files"
                    + " beside it named by their ids.")
    private boolean write;

    @Option(names = "--output-dir", paramLabel = "DIR", description = "Write into a folder instead.")
    private @Nullable Path folder;

    @Option(names = "--diff", description = "Show what would be different; nothing is written.")
    private boolean diff;

    @Option(
            names = "--all",
            description = "Migrate all saved definitions; with DIR instead all files of the folder, as --write does.")
    private boolean all;

    @Override
    public Integer call() {
        FileMigration way = way();
        List<Outcome> outcomes = new ArrayList<>();
        if (all && names.isEmpty()) {
            SavedDefinitions saved = new SavedDefinitions(api());
            saved.all()
                    .forEach(item -> outcomes.add(saved(saved, item.path("id").asText())));
        }
        @Nullable SavedDefinitions saved = null;
        for (String name : names) {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                List<Path> files = DefinitionFiles.below(path);
                files.forEach(file -> outcomes.add(file(file, way)));
                if (files.isEmpty()) {
                    outcomes.add(Outcome.failed(name, null, DefinitionFiles.none(name), Exit.NOT_FOUND));
                }
            } else if (Files.exists(path) || name.equals(DefinitionFiles.INPUT) || !name.matches("[a-z0-9_-]+")) {
                outcomes.add(file(path, way));
            } else {
                requireNoFolder(name);
                saved = saved == null ? new SavedDefinitions(api()) : saved;
                outcomes.add(saved(saved, name));
            }
        }
        print(outcomes);
        return exit(outcomes);
    }

    private FileMigration way() {
        if (names.isEmpty() && !all) {
            throw wrongUse(
                    "Expected files, folders or ids, or --all, but found none. «weft migrate --help» has examples.");
        }
        if ((write ? 1 : 0) + (folder == null ? 0 : 1) + (diff ? 1 : 0) > 1) {
            throw wrongUse("Expected one of --write, --output-dir and --diff, but found several.");
        }
        if (names.contains(DefinitionFiles.INPUT) && (write || folder != null)) {
            throw wrongUse("Expected a file to write to, but found -, which is standard input. Leave out "
                    + (write ? "--write" : "--output-dir") + ", and its new text is printed.");
        }
        if (all && names.stream().anyMatch(name -> !Files.isDirectory(Path.of(name)))) {
            throw wrongUse("Expected --all alone or with folders, but found " + String.join(", ", names) + ".");
        }
        if (all && names.isEmpty()) {
            requireNoFolder("--all");
        }
        if (diff) {
            return new FileMigration.Diff();
        }
        if (folder != null) {
            return new FileMigration.Write(new FileTarget.Folder(folder));
        }
        return write || all ? new FileMigration.Write(new FileTarget.Beside()) : new FileMigration.Print();
    }

    private void requireNoFolder(String name) {
        if (folder != null) {
            throw wrongUse("Expected files for --output-dir, but found " + name
                    + ", of which the next revision would be made on the server.");
        }
    }

    private static CliException wrongUse(String message) {
        return new CliException(Exit.WRONG_USE, message);
    }

    private Outcome saved(SavedDefinitions saved, String id) {
        return diff ? saved.difference(id) : saved.migrate(id);
    }

    private static Outcome file(Path file, FileMigration way) {
        try {
            Migrated migrated = Migrated.of(DefinitionFiles.read(file));
            return migrated.isBroken() ? Outcome.broken(file, migrated) : way.apply(file, migrated);
        } catch (CliException e) {
            return Outcome.failed(file.toString(), null, String.valueOf(e.getMessage()), e.exit());
        }
    }

    private void print(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome.state() != Outcome.State.CURRENT) {
                System.err.print(new ProblemPrinter(Terminal.colour()).print(outcome.problems()));
            }
            boolean shown = outcome.text() != null && !outcome.text().isEmpty();
            boolean result = output() == Format.TABLE && !shown && outcome.state() != Outcome.State.FAILED;
            (result ? System.out : System.err).println(outcome.line());
            outcome.migrated().forEach(change -> System.err.println("  - " + change));
        }
        if (output() != Format.TABLE) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("items", outcomes);
            Printer.print(output(), ApiClient.tree(value), List.of());
            return;
        }
        boolean next = false;
        for (Outcome outcome : outcomes) {
            if (outcome.text() != null && !outcome.text().isEmpty()) {
                System.out.print((next && !diff ? "---\n" : "") + outcome.text());
                next = true;
            }
        }
    }

    /** Of several, 1 where one failed for its own reasons, and 3 where all that failed are not there. */
    private static int exit(List<Outcome> outcomes) {
        List<Integer> failed = outcomes.stream()
                .map(Outcome::exit)
                .filter(exit -> exit != Exit.DONE)
                .distinct()
                .toList();
        return failed.isEmpty() ? Exit.DONE : failed.size() == 1 ? failed.getFirst() : Exit.FAILED;
    }
}
