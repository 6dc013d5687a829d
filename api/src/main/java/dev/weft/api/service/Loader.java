package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.folder.DefinitionFile;
import dev.weft.api.folder.FolderTaker;
import dev.weft.api.store.AgentStore;
import dev.weft.api.store.LoadedStore;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.agent.AgentCatalog;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.definitions.catalog.ChatEndpoint;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the definitions and agents of the catalogue and of folders into the store. What is unchanged since it was loaded
 * last makes no new revision, and what people have done to it over the API stays; what has errors is reported, and the
 * old revision stays. Used by one thread at a time.
 */
public final class Loader implements FolderTaker {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);
    private static final int SERVERS_FAULT = 500;
    private static final String CATALOGUE = "catalogue";
    private static final String DEFINITION = "definition";
    private static final String AGENT = "agent";
    private final WorkflowService workflows;
    private final AgentStore agents;
    private final LoadedStore loaded;
    private final LoadReport report = new LoadReport();

    public Loader(WorkflowService workflows, AgentStore agents, LoadedStore loaded) {
        this.workflows = workflows;
        this.agents = agents;
        this.loaded = loaded;
    }

    /** What was taken and what was not, so far. */
    public LoadReport report() {
        return report;
    }

    /** Loads the catalogue: agents first, as its definitions name them. */
    public void catalogue() {
        Catalog catalog = Catalog.load();
        agents(CATALOGUE, AgentCatalog.ofTexts(catalog.agents(chat())));
        Map<String, String> texts = new LinkedHashMap<>();
        catalog.definitions().forEach((id, text) -> texts.put(id + ".yaml", text));
        definitions(CATALOGUE, texts);
    }

    /** Loads the agents of a folder. */
    public void agents(Path folder) {
        try {
            agents(origin(folder), AgentCatalog.ofFolder(folder));
        } catch (IOException e) {
            report.failed(folder.toString(), "Expected a folder of agents, but it can't be read: " + e.getMessage());
        }
    }

    /** Loads the definitions of a folder, and the agents of its folder {@code agents} where there is one. */
    public void definitions(Path folder) {
        Path beside = folder.resolve("agents");
        if (Files.isDirectory(beside)) {
            agents(beside);
        }
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (Path file : files.filter(DefinitionFile::is).sorted().toList()) {
                texts.put(
                        file.getFileName().toString(),
                        Sources.text(file.toString(), Files.readAllBytes(file)).text());
            }
            definitions(origin(folder), texts);
        } catch (IOException | ApiException e) {
            report.failed(
                    folder.toString(), "Expected a folder of definitions, but it can't be read: " + e.getMessage());
        }
    }

    @Override
    public Optional<String> take(Path folder, String file, byte[] content) {
        try {
            String text = Sources.text(file, content).text();
            if (definition(origin(folder), file, text)) {
                LOG.info("{} in {} has changed, and was taken", file, folder);
            }
            return Optional.empty();
        } catch (ApiException e) {
            if (e.problem().status() >= SERVERS_FAULT) {
                throw e;
            }
            return Optional.of(SaveRefusals.words(e));
        }
    }

    @Override
    public void renamed(Path folder, String before, String now) {
        loaded.digest(origin(folder), DEFINITION, before)
                .ifPresent(digest -> loaded.keep(origin(folder), DEFINITION, now, digest));
    }

    private void definitions(String origin, Map<String, String> texts) {
        texts.forEach((file, text) -> {
            try {
                if (definition(origin, file, text)) {
                    report.taken();
                } else {
                    report.unchanged();
                }
            } catch (ApiException e) {
                report.failed(file, SaveRefusals.words(e));
            }
        });
    }

    /** Whether it is another than was loaded last. */
    private boolean definition(String origin, String file, String text) {
        String digest = Definitions.digest(text);
        if (isLoaded(origin, DEFINITION, file, digest)) {
            return false;
        }
        String type = file.endsWith(".json") ? "application/json" : "application/yaml";
        workflows.save(new WorkflowService.Document(new SourceText(file, text), type, origin), Author.platform(origin));
        loaded.keep(origin, DEFINITION, file, digest);
        return true;
    }

    private void agents(String origin, AgentCatalog catalog) {
        catalog.problems().forEach((file, problems) -> {
            List<Problem> errors = problems.stream().filter(Problem::isError).toList();
            if (!errors.isEmpty()) {
                report.failed(file, new ProblemPrinter(false).print(errors));
            } else {
                report.warned(file, new ProblemPrinter(false).print(problems));
            }
        });
        catalog.agents().forEach((name, agent) -> {
            String digest = AgentStore.digest(agent);
            if (isLoaded(origin, AGENT, name, digest)) {
                report.unchanged();
                return;
            }
            agents.save(agent, origin, origin);
            loaded.keep(origin, AGENT, name, digest);
            report.taken();
        });
    }

    private boolean isLoaded(String origin, String kind, String name, String digest) {
        return loaded.digest(origin, kind, name).equals(Optional.of(digest));
    }

    private Optional<ChatEndpoint> chat() {
        try {
            return ChatEndpoint.from(System::getenv);
        } catch (IllegalArgumentException e) {
            report.failed("environment", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static String origin(Path folder) {
        return "folder:" + folder.toAbsolutePath().normalize();
    }
}
