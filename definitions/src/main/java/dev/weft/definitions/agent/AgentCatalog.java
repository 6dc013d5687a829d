package dev.weft.definitions.agent;

import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Agents read from many files: the good ones, and what is wrong with the others.
 *
 * @param agents by name, in the order of their files
 * @param problems by file; none for a good one
 */
public record AgentCatalog(Map<String, Agent> agents, Map<String, List<Problem>> problems) {
    public AgentCatalog {
        agents = Collections.unmodifiableMap(new LinkedHashMap<>(agents));
        problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    }

    /**
     * Reads texts that come from no folder, such as those of the catalogue.
     *
     * @param texts by the name under which people know them
     */
    public static AgentCatalog ofTexts(Map<String, String> texts) {
        Gathered gathered = new Gathered();
        texts.forEach((name, text) -> gathered.read(new SourceText(name, text), null));
        return gathered.done();
    }

    /**
     * Reads the {@code .yaml}, {@code .yml} and {@code .json} files of a folder, not of those below it. Where two have an
     * agent of one name, the first file by name counts, and the other has a warning.
     *
     * @throws IOException when the folder or a file can't be read
     */
    public static AgentCatalog ofFolder(Path folder) throws IOException {
        Path base = folder.toAbsolutePath().normalize();
        Gathered gathered = new Gathered();
        for (Path file : files(base)) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            gathered.read(new SourceText(file.getFileName().toString(), text), base);
        }
        return gathered.done();
    }

    /** These agents, and those of another catalogue in place of the ones of the same names. */
    public AgentCatalog with(AgentCatalog other) {
        Map<String, Agent> allAgents = new LinkedHashMap<>(agents);
        allAgents.putAll(other.agents);
        Map<String, List<Problem>> allProblems = new LinkedHashMap<>(problems);
        allProblems.putAll(other.problems);
        return new AgentCatalog(allAgents, allProblems);
    }

    /** Agents so far, and the file that each is from. */
    private static final class Gathered {
        private final Map<String, Agent> agents = new LinkedHashMap<>();
        private final Map<String, String> files = new LinkedHashMap<>();
        private final Map<String, List<Problem>> problems = new LinkedHashMap<>();

        void read(SourceText source, @Nullable Path folder) {
            AgentReading reading = AgentReader.read(source, folder, files);
            if (!reading.problems().isEmpty()) {
                problems.put(source.name(), reading.problems());
            }
            Agent agent = reading.agent();
            if (agent != null && files.putIfAbsent(agent.name(), source.name()) == null) {
                agents.put(agent.name(), agent);
            }
        }

        AgentCatalog done() {
            return new AgentCatalog(agents, problems);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return new ArrayList<>(entries.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList());
        }
    }
}
