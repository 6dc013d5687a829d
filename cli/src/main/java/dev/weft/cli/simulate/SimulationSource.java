package dev.weft.cli.simulate;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentCatalog;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is simulated, out of files; or everything that is wrong with them. */
public final class SimulationSource {
    private final Known known;
    private final List<Problem> problems;

    private SimulationSource(Known known, List<Problem> problems) {
        this.known = known;
        this.problems = problems;
    }

    /**
     * Reads it.
     *
     * @param id of the definition that is meant; {@code null} where the file holds one alone
     * @param more definitions that it starts
     * @param folders of agents' files
     * @throws CliException where a folder can't be read, or no definition of that id is there
     */
    public static SimulationSource read(
            SourceText file, @Nullable String id, List<SourceText> more, List<Path> folders) {
        Map<String, Agent> agents = new LinkedHashMap<>();
        List<Problem> wrong = new ArrayList<>();
        for (Path folder : folders) {
            AgentCatalog catalog = agents(folder);
            agents.putAll(catalog.agents());
            catalog.problems().values().stream()
                    .flatMap(List::stream)
                    .filter(Problem::isError)
                    .forEach(wrong::add);
        }
        Known known = Known.read(file, id, more, agents);
        return new SimulationSource(
                known, Stream.concat(known.problems().stream(), wrong.stream()).toList());
    }

    private static AgentCatalog agents(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CliException(
                    Exit.NOT_FOUND,
                    "Expected a folder of agents' files in " + folder
                            + ", but there is none. Without --agents each that a" + " task names is stood in for.");
        }
        try {
            return AgentCatalog.ofFolder(folder);
        } catch (IOException e) {
            throw new CliException(
                    Exit.WRONG_USE, "Expected a folder that can be read in " + folder + ": " + e.getMessage());
        }
    }

    /** Errors and warnings. */
    public List<Problem> problems() {
        return problems;
    }

    /** Schemas of the definition's inputs, by name. */
    public Map<String, Map<String, @Nullable Object>> inputs() {
        Map<String, Map<String, @Nullable Object>> schemas = new LinkedHashMap<>();
        Definition definition = known.definition();
        if (definition != null && definition.inputs() != null) {
            definition.inputs().forEach((name, input) -> schemas.put(name, input.schema()));
        }
        return schemas;
    }

    /** What can be run; {@code null} where there are errors. */
    public @Nullable Simulation simulation() {
        Definition definition = known.definition();
        return definition == null || problems.stream().anyMatch(Problem::isError)
                ? null
                : new Simulation(known, definition);
    }
}
