package dev.weft.definitions.validate;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.model.Workflows;
import dev.weft.definitions.parse.Draft;
import dev.weft.definitions.source.ProblemCollector;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the rules look at: a definition with its places, and what exists around it. One use each, not thread safe. */
public final class Check {
    private final Draft draft;
    private final TaskTree tree;
    private final @Nullable Map<String, Agent> agents;
    private final @Nullable Workflows workflows;
    private final @Nullable Predicate<String> secrets;
    private final ProblemCollector problems;
    private @Nullable ScopeNames names;

    /**
     * @param agents registered ones by name; {@code null} where it isn't known which there are
     * @param workflows saved definitions; {@code null} where it isn't known which there are
     * @param secrets whether there is a secret of a name; {@code null} where it isn't known
     * @param problems gets what is wrong
     */
    public Check(
            Draft draft,
            @Nullable Map<String, Agent> agents,
            @Nullable Workflows workflows,
            @Nullable Predicate<String> secrets,
            ProblemCollector problems) {
        this.draft = draft;
        this.tree = new TaskTree(draft);
        this.agents = agents;
        this.workflows = workflows;
        this.secrets = secrets;
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

    @Nullable Workflows workflows() {
        return workflows;
    }

    @Nullable Predicate<String> secrets() {
        return secrets;
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
