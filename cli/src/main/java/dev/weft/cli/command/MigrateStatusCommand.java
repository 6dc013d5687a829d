package dev.weft.cli.command;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.cli.migrate.SavedDefinitions;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.parse.DefinitionParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what definitions are written in. */
@Command(
        name = "status",
        description = "Say what definitions are written in: files without a server, or all that the server holds.",
        footer = {
            "",
            "Example: weft migrate status definitions/",
            "Exit code 1: a file has errors or is of no known kind."
        })
public final class MigrateStatusCommand extends ClientCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|DIR",
            description = "Definitions, or folders of them. Default: those of the server.")
    private List<Path> paths = List.of();

    /**
     * What one is written in.
     *
     * @param source the file, or {@code null} of a saved one
     * @param from {@code null} where it can't be told
     * @param current whether that is 3.0.0
     * @param valid whether it has no errors
     */
    private record Item(
            @Nullable String source,
            List<String> ids,
            @Nullable String from,
            boolean current,
            boolean valid,
            int exit) {
        String state() {
            if (exit == Exit.NOT_FOUND) {
                return "not found";
            }
            if (!valid) {
                return from == null ? "of no known kind" : "has errors";
            }
            return current ? "is in 3.0.0" : "to be migrated";
        }
    }

    @Override
    public Integer call() {
        List<Item> items = paths.isEmpty() ? saved() : files();
        Table table = paths.isEmpty()
                ? new Table("ID", "WRITTEN IN", "STATE")
                : new Table("FILE", "WRITTEN IN", "STATE", "DEFINITIONS");
        for (Item item : items) {
            String ids = String.join(", ", item.ids());
            String from = item.from() == null ? "?" : item.from();
            if (item.source() == null) {
                table.row(ids, from, item.state());
            } else {
                table.row(item.source(), from, item.state(), ids);
            }
        }
        long outdated =
                items.stream().filter(item -> item.valid() && !item.current()).count();
        List<String> lines = new ArrayList<>(items.isEmpty() ? List.of() : table.lines());
        lines.add(outdated + " of " + items.size() + " to be migrated"
                + (outdated == 0 ? "" : paths.isEmpty() ? ": weft migrate --all" : ": weft migrate FILE --write"));
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("items", items);
        value.put("total", items.size());
        value.put("outdated", outdated);
        Printer.print(output(), ApiClient.tree(value), lines);
        return items.stream()
                .mapToInt(Item::exit)
                .filter(exit -> exit != Exit.DONE)
                .findFirst()
                .orElse(Exit.DONE);
    }

    private List<Item> saved() {
        return new SavedDefinitions(api())
                .all().stream()
                        .map(item -> item(
                                null,
                                List.of(item.path("id").asText()),
                                item.path("from").asText(),
                                true))
                        .toList();
    }

    private List<Item> files() {
        return paths.stream()
                .flatMap(path -> DefinitionFiles.below(path).stream())
                .map(MigrateStatusCommand::file)
                .toList();
    }

    private static Item file(Path file) {
        try {
            List<Reading> readings = Definitions.readAll(DefinitionFiles.read(file), Surroundings.UNKNOWN);
            List<String> ids = readings.stream()
                    .map(Reading::definition)
                    .filter(Objects::nonNull)
                    .map(definition -> definition.id())
                    .toList();
            return item(file.toString(), ids, readings.getFirst().from(), ids.size() == readings.size());
        } catch (CliException e) {
            System.err.println("weft: " + e.getMessage());
            return new Item(file.toString(), List.of(), null, false, false, e.exit());
        }
    }

    private static Item item(@Nullable String source, List<String> ids, @Nullable String from, boolean valid) {
        return new Item(
                source, ids, from, DefinitionParser.VERSION.equals(from), valid, valid ? Exit.DONE : Exit.FAILED);
    }
}
