package dev.weft.api.service;

import dev.weft.api.store.AgentStore;
import dev.weft.api.store.LoadedStore;
import dev.weft.api.store.StoredAgent;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.problem.ProblemPrinter;
import dev.weft.definitions.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files of folders as agents: an agent is there as long as its file is. One that is unchanged since it was taken last is left as
 * it is, so what people have done over the API since stays. Used by one thread at a time.
 */
final class FolderAgents extends FolderFiles {
    /** How the store calls what is loaded here. */
    static final String KIND = "agent";

    private static final Logger LOG = LoggerFactory.getLogger(FolderAgents.class);
    private final AgentStore agents;
    private final LoadedStore loaded;
    private final FolderClaims claims;

    FolderAgents(AgentStore agents, LoadedStore loaded, FolderClaims claims) {
        super("agents");
        this.agents = agents;
        this.loaded = loaded;
        this.claims = claims;
    }

    @Override
    public String alert() {
        return "agent_refused";
    }

    @Override
    boolean taken(Path folder, String file, byte[] content) {
        SourceText source = Sources.text(file, content);
        AgentService.Read read = AgentService.read(source, folder);
        String name = read.agent().name();
        claims.claim(folder, source, List.of(name));
        remove(folder, claims.keepOnly(folder, file, List.of(name)));
        if (!taken(Origins.of(folder), read.agent())) {
            return false;
        }
        if (!read.warnings().isEmpty()) {
            LOG.warn("{} in {} was taken, but: {}", file, folder, new ProblemPrinter(false).print(read.warnings()));
        }
        return true;
    }

    /** Takes an agent, unless it is as it was taken last. */
    boolean taken(String origin, Agent agent) {
        String digest = AgentStore.digest(agent);
        if (loaded.digest(origin, KIND, agent.name()).equals(Optional.of(digest))) {
            return false;
        }
        agents.save(agent, origin, origin);
        loaded.keep(origin, KIND, agent.name(), digest);
        return true;
    }

    @Override
    public void renamed(Path folder, String before, String now) {
        claims.renamed(folder, before, now);
    }

    @Override
    public String gone(Path folder, String file) {
        List<String> removed = remove(folder, claims.keepOnly(folder, file, List.of()));
        return removed.isEmpty()
                ? "no agent was there because of it"
                : "so is agent " + String.join(", ", removed) + ", but for runs that carry it";
    }

    @Override
    void sweep(Path folder) {
        for (String file : claims.files(folder)) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                LOG.info("{} in {} is gone; {}", file, folder, gone(folder, file));
            }
        }
    }

    /** Hides agents of a folder, unless somebody else has saved them since; those that were there. */
    private List<String> remove(Path folder, List<String> names) {
        String origin = Origins.of(folder);
        List<String> removed = new ArrayList<>();
        for (String name : names) {
            loaded.forget(origin, KIND, name);
            Optional<StoredAgent> found = agents.find(name);
            if (found.isPresent() && found.get().origin().equals(origin) && agents.delete(name)) {
                // One of the catalogue that was hidden behind it is back with the next start.
                loaded.forget(Origins.CATALOGUE, KIND, name);
                removed.add(name);
            }
        }
        return removed;
    }
}
