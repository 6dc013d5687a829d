package dev.weft.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.BaseCommand;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.agents.Descriptions;
import dev.weft.cli.output.Format;
import dev.weft.cli.output.Printer;
import dev.weft.cli.output.Table;
import dev.weft.definitions.agent.AgentCatalog;
import dev.weft.definitions.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds agents. */
@Command(
        name = "scan",
        description = {
            "Find agents: files of folders, classes on the class path, and addresses that say what they can do.",
            "Needs no server, and registers nothing: «generate» writes the files of what has none."
        },
        footer = {"", "Example: weft agents scan agents https://reviews.example/agent --class-path plugins/outliner.jar"
        })
public final class AgentsScanCommand extends BaseCommand {
    @Parameters(arity = "0..*", paramLabel = "DIR|URL", description = "Where to look. Default: the folder agents.")
    private List<String> places = List.of();

    @Option(names = "--class-path", paramLabel = "JAR", split = ":", description = "More jars with agents in Java.")
    private List<Path> classPath = List.of();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or yaml. Default: table.")
    private Format output = Format.TABLE;

    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private final Table table = new Table("NAME", "KIND", "WHERE", "STATE");
    private boolean failed;

    @Override
    public Integer call() {
        boolean usual = places.isEmpty();
        for (String place : usual ? List.of("agents") : places) {
            if (place.matches("https?://.*")) {
                address(place);
            } else if (!usual || Files.isDirectory(Path.of(place))) {
                folder(Path.of(place));
            }
        }
        Descriptions.onClassPath(classPath).forEach(file -> found(text(file, "name"), "java", "class path", "ok"));
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("items", items);
        Printer.print(output, all, table.lines());
        return failed ? Exit.FAILED : Exit.DONE;
    }

    private void folder(Path folder) {
        try {
            AgentCatalog catalog = AgentCatalog.ofFolder(folder);
            catalog.agents()
                    .forEach((name, agent) -> found(
                            name,
                            agent.kind().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                            folder.toString(),
                            "ok"));
            catalog.problems()
                    .forEach((file, problems) -> problems.stream()
                            .filter(Problem::isError)
                            .findFirst()
                            .ifPresent(first -> {
                                failed = true;
                                found(
                                        "",
                                        "",
                                        folder.resolve(file).toString(),
                                        first.line() + ":" + first.column() + " " + first.message());
                            }));
        } catch (IOException e) {
            failed = true;
            found("", "", folder.toString(), "Expected a folder, but it can't be read");
        }
    }

    private void address(String url) {
        try {
            found(text(Descriptions.ofUrl(url), "name"), "http", url, "ok");
        } catch (CliException e) {
            failed = true;
            found("", "", url, Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    private static String text(Map<String, @Nullable Object> file, String field) {
        return String.valueOf(file.get(field));
    }

    private void found(String name, String kind, String where, String state) {
        items.addObject()
                .put("name", name)
                .put("kind", kind)
                .put("where", where)
                .put("state", state);
        table.row(name, kind, where, state);
    }
}
