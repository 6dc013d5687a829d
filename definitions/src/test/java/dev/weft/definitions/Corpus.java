package dev.weft.definitions;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Workflows;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The golden documents. */
final class Corpus {
    private static final Path ROOT = Path.of("src/test/resources/corpus");
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);

    private Corpus() {}

    static Stream<Path> documents(String kind) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(kind))) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(yaml|json)"))
                    .filter(file -> !file.endsWith("surroundings.json"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    static SourceText source(Path file) {
        try {
            return new SourceText(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Surroundings surroundings(Path file) throws UncheckedIOException {
        Path given = file.resolveSibling("surroundings.json");
        if (!Files.exists(given)) {
            return Surroundings.UNKNOWN;
        }
        try {
            Given read = JSON.readValue(given.toFile(), Given.class);
            Map<String, Agent> agents = new LinkedHashMap<>();
            read.agents().forEach(agent -> agents.put(agent.name(), agent));
            return new Surroundings(
                    Surroundings.UNKNOWN.actions(),
                    agents,
                    workflows(read),
                    read.secrets() == null ? null : read.secrets()::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file beside another one that has its name and another ending. */
    static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[^.]+$", ending));
    }

    private static Workflows workflows(Given given) {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (JsonNode document : given.workflows()) {
            Reading reading =
                    Definitions.read(new SourceText("around.json", document.toString()), Surroundings.UNKNOWN);
            Definition definition = Objects.requireNonNull(
                    reading.definition(), () -> reading.problems().toString());
            definitions.put(definition.id(), definition);
        }
        return Workflows.of(definitions);
    }

    private record Given(
            List<Agent> agents,
            List<JsonNode> workflows,
            @Nullable Set<String> secrets) {}
}
