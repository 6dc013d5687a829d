package dev.weft.definitions.validate;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.parse.Draft;
import dev.weft.definitions.source.ProblemCollector;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules look at: a definition with its places, and what exists around it. One use each, not thread safe. */
public final class Check {
    private final Draft draft;
    private final TaskTree tree;
    private final @Nullable Map<String, Agent> agents;
    private final @Nullable Set<String> workflows;
    private final ProblemCollector problems;
    private @Nullable ScopeNames names;

    /**
     * @param agents registered ones by name; {@code null} where it isn't known which there are
     * @param workflows ids of saved definitions; {@code null} where it isn't known which there are
     * @param problems gets what is wrong
     */
    public Check(
            Draft draft,
            @Nullable Map<String, Agent> agents,
            @Nullable Set<String> workflows,
            ProblemCollector problems) {
        this.draft = draft;
        this.tree = new TaskTree(draft);
        this.agents = agents;
        this.workflows = workflows;
        this.problems = problems;
    }

    /** The definition with its places. */
    Draft draft() {
        return draft;
    }

    /** All of its tasks. */
    TaskTree tree() {
        return tree;
    }

    @Nullable Map<String, Agent> agents() {
        return agents;
    }

    @Nullable Set<String> workflows() {
        return workflows;
    }

    ProblemCollector problems() {
        return problems;
    }

    /** What its expressions may use. */
    ScopeNames names() {
        if (names == null) {
            names = new ScopeNames(this);
        }
        return names;
    }
}
