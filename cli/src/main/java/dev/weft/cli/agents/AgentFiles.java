package dev.weft.cli.agents;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.definitions.agent.AgentReader;
import dev.weft.definitions.agent.AgentReading;
import dev.weft.definitions.agent.generate.AgentText;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files of agents that have been generated: read as a server would read them before anything is written. */
public final class AgentFiles {
    private static final List<String> ORDER = List.of(
            "name",
            "description",
            "kind",
            "url",
            "headers",
            "argv",
            "env",
            "handler",
            "capabilities",
            "max_concurrent",
            "rate_limit",
            "resources",
            "breaker",
            "operations",
            "output",
            "outputs");

    private AgentFiles() {}

    /**
     * The text of a file.
     *
     * @throws CliException where it isn't a right one, with its problems
     */
    public static String text(Map<String, @Nullable Object> fields, Path folder) {
        String name = String.valueOf(fields.get("name"));
        String text = AgentText.of(ordered(fields));
        AgentReading reading = AgentReader.read(
                new SourceText(name + ".yaml", text), folder.toAbsolutePath().normalize());
        if (reading.agent() == null) {
            throw new CliException(
                    Exit.FAILED,
                    "What was generated of %s isn't right:%n%s"
                            .formatted(name, new ProblemPrinter(false).print(reading.problems())));
        }
        return text;
    }

    /** Writes {@code <name>.yaml}; never over another file, but where that is asked for. */
    public static Path write(Map<String, @Nullable Object> fields, Path folder, boolean over) {
        Path file = folder.resolve(fields.get("name") + ".yaml");
        String text = text(fields, folder);
        if (!over && Files.exists(file)) {
            throw new CliException(
                    Exit.FAILED,
                    "Expected no file %s, but there is one. Say --force to write over it.".formatted(file));
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new CliException(Exit.FAILED, "Expected to write %s, but: %s.".formatted(file, e));
        }
        return file;
    }

    private static Map<String, @Nullable Object> ordered(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        ORDER.stream().filter(fields::containsKey).forEach(field -> ordered.put(field, fields.get(field)));
        fields.forEach(ordered::putIfAbsent);
        return ordered;
    }
}
