package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.folder.DefinitionFile;
import dev.weft.api.folder.WatchedFolder;
import dev.weft.api.store.AgentStore;
import dev.weft.api.store.ClaimStore;
import dev.weft.api.store.LoadedStore;
import dev.weft.definitions.agent.AgentCatalog;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.definitions.catalog.ChatEndpoint;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Takes the definitions and agents of the catalogue and of folders into the store at the start. What is unchanged since it was loaded
 * last makes no new revision, and what people have done to it over the API stays; what has errors is reported, and the
 * old revision stays. Used by one thread at a time.
 */
public final class Loader {
    private final FolderDefinitions definitions;
    private final FolderAgents agents;
    private final Map<Path, Watched> folders = new LinkedHashMap<>();

    /** A folder with what takes its files. */
    private record Watched(WatchedFolder folder, FolderFiles files) {
        Watched(Path path, FolderFiles files, boolean optional) {
            this(new WatchedFolder(path, files, optional), files);
        }
    }

    private final LoadReport report = new LoadReport();

    /**
     * @param definitionFolders folders of definitions; agents in the folder {@code agents} of each belong to them
     * @param agentFolders further folders of agents
     */
    public Loader(
            WorkflowService workflows,
            AgentStore agents,
            LoadedStore loaded,
            ClaimStore claims,
            List<Path> definitionFolders,
            List<Path> agentFolders) {
        Set<Path> ofDefinitions = new LinkedHashSet<>();
        Set<Path> ofAgents = new LinkedHashSet<>();
        agentFolders.forEach(folder -> ofAgents.add(normal(folder)));
        Set<Path> named = Set.copyOf(ofAgents);
        for (Path folder : definitionFolders) {
            ofDefinitions.add(normal(folder));
            ofAgents.add(normal(folder.resolve("agents")));
        }
        this.definitions = new FolderDefinitions(
                workflows, loaded, new FolderClaims(claims, FolderDefinitions.KIND, ofDefinitions));
        this.agents = new FolderAgents(agents, loaded, new FolderClaims(claims, FolderAgents.KIND, ofAgents));
        ofAgents.forEach(folder -> folders.put(folder, new Watched(folder, this.agents, !named.contains(folder))));
        ofDefinitions.forEach(folder -> folders.put(folder, new Watched(folder, this.definitions, false)));
    }

    /** The folders, to be watched from the start on: those of agents first, as definitions name them. */
    public List<WatchedFolder> folders() {
        return folders.values().stream().map(Watched::folder).toList();
    }

    /** What was taken and what was not, so far. */
    public LoadReport report() {
        return report;
    }

    /** Loads the catalogue: agents first, as its definitions name them. */
    public void catalogue() {
        Catalog catalog = Catalog.load();
        AgentCatalog found = AgentCatalog.ofTexts(catalog.agents(chat()));
        found.problems().forEach((file, problems) -> report.failed(file, new ProblemPrinter(false).print(problems)));
        found.agents().values().forEach(agent -> count(() -> agents.taken(Origins.CATALOGUE, agent), agent.name()));
        catalog.definitions()
                .forEach((id, text) -> count(
                        () -> definitions.taken(Origins.CATALOGUE, new SourceText(id + ".yaml", text)), id + ".yaml"));
    }

    /** Loads what is in the folders now. */
    public void load() {
        for (Watched watched : folders.values()) {
            WatchedFolder folder = watched.folder();
            FolderFiles taker = watched.files();
            if (folder.optional() && !Files.isDirectory(folder.path())) {
                continue;
            }
            try {
                for (Path file : files(folder.path())) {
                    byte[] content = Files.readAllBytes(file);
                    String name = file.getFileName().toString();
                    count(() -> taker.taken(folder.path(), name, content), file.toString());
                }
                taker.sweep(folder.path());
            } catch (IOException e) {
                report.failed(
                        folder.path().toString(),
                        "Expected a folder of " + taker.what() + ", but it can't be read: " + e.getMessage());
            }
        }
    }

    private void count(BooleanSupplier taking, String file) {
        try {
            if (taking.getAsBoolean()) {
                report.taken();
            } else {
                report.unchanged();
            }
        } catch (ApiException e) {
            report.failed(file, SaveRefusals.words(e));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(DefinitionFile::is).sorted().toList());
        }
    }

    private Optional<ChatEndpoint> chat() {
        try {
            return ChatEndpoint.from(System::getenv);
        } catch (IllegalArgumentException e) {
            report.failed("environment", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Path normal(Path folder) {
        return folder.toAbsolutePath().normalize();
    }
}
