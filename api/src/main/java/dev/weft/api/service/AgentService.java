package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.representation.ProblemBody;
import dev.weft.api.store.AgentStore;
import dev.weft.api.store.StoredAgent;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentReader;
import dev.weft.definitions.agent.AgentReading;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Agents: found, listed, gathered for a run. Thread safe. */
public final class AgentService {
    private static final int PAGE = 500;
    private final AgentStore store;

    public AgentService(AgentStore store) {
        this.store = store;
    }

    /** One agent; 404 where there is none. */
    public StoredAgent find(String name) {
        return store.find(name).orElseThrow(() -> ApiException.notFound("agent", name));
    }

    /** A page of agents, by name. */
    public List<StoredAgent> list(String after, int limit) {
        return store.list(after, limit);
    }

    /**
     * Creates or replaces an agent; 422 where the document has errors.
     *
     * @return whether there was none of its name
     */
    public Saved save(SourceText source, String by) {
        Read read = read(source, null);
        Agent agent = read.agent();
        boolean created = store.find(agent.name()).isEmpty();
        store.save(agent, "api", by);
        return new Saved(find(agent.name()), created, read.warnings());
    }

    /**
     * Reads an agent; 422 where the document has errors.
     *
     * @param folder absolute path of the folder that the file lies in; {@code null} where it comes from none
     */
    static Read read(SourceText source, @Nullable Path folder) {
        AgentReading reading = AgentReader.read(source, folder);
        Agent agent = reading.agent();
        if (agent == null) {
            throw ApiException.unprocessable(
                            "invalid_agent", "Expected an agent, but found " + first(reading.problems()))
                    .with("problems", ProblemBody.of(reading.problems()));
        }
        return new Read(agent, reading.problems());
    }

    /** Hides an agent; runs that carry it go on. */
    public void delete(String name) {
        if (!store.delete(name)) {
            throw ApiException.notFound("agent", name);
        }
    }

    /** All agents by name. */
    public Map<String, Agent> all() {
        Map<String, Agent> agents = new LinkedHashMap<>();
        List<StoredAgent> page = new ArrayList<>();
        String after = "";
        do {
            page = store.list(after, PAGE);
            for (StoredAgent stored : page) {
                agents.put(stored.agent().name(), stored.agent());
                after = stored.agent().name();
            }
        } while (page.size() == PAGE);
        return agents;
    }

    private static String first(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isError)
                .findFirst()
                .map(problem -> problem.message() + " (" + problem.line() + ":" + problem.column() + ")")
                .orElse("none");
    }

    /**
     * An agent that has been saved.
     *
     * @param created whether there was none of its name
     */
    public record Saved(StoredAgent agent, boolean created, List<Problem> warnings) {}

    /** An agent without errors, not saved yet. */
    record Read(Agent agent, List<Problem> warnings) {}
}
