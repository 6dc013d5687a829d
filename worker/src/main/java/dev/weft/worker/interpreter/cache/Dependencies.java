package dev.weft.worker.interpreter.cache;

import dev.weft.definitions.action.builtin.WorkflowTrigger;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Canonical;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.child.StartedContent;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.protocol.PinnedDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an output depends on, but for what its author says with the key: the content of the tasks that it comes from, the
 * agents that they call and the definitions that they start. Not thread safe.
 */
final class Dependencies {
    private final Turn turn;
    private final List<@Nullable Object> parts = new ArrayList<>();
    private final Map<String, @Nullable Object> agents = new TreeMap<>();
    private final Map<String, @Nullable Object> definitions = new LinkedHashMap<>();
    private boolean known = true;

    private Dependencies(Turn turn, String kind, String what) {
        this.turn = turn;
        parts.add(kind);
        parts.add(turn.facts.request().workflow());
        parts.add(what);
    }

    /** The digest under which the output of a task, an item or a turn is kept; empty where it can't be known beforehand. */
    static Optional<String> ofTask(Turn turn, int index, @Nullable Object key) {
        PlannedTask task = turn.planned(index);
        Dependencies found = new Dependencies(turn, "task", path(turn, task));
        // What its own fallback gives is never put.
        found.work(task, true);
        return found.digest(key);
    }

    /** In the definition, also where that of the run is of a loop alone. */
    private static String path(Turn turn, PlannedTask task) {
        return Nodes.withoutNumbers(Results.own(turn).whole(task.path()));
    }

    /** The digest under which the outputs of the run are kept; empty where it can't be known beforehand. */
    static Optional<String> ofRun(Turn turn, @Nullable Object key) {
        Dependencies found = new Dependencies(turn, "run", turn.plan.digest());
        turn.plan.top().forEach(task -> found.add(task, false));
        return found.digest(key);
    }

    private Optional<String> digest(@Nullable Object key) {
        if (!known) {
            return Optional.empty();
        }
        parts.add(agents);
        parts.add(definitions);
        parts.add(key);
        return Optional.of(Canonical.digest(Values.toText(parts)));
    }

    /**
     * A task with all that it holds. What undoes it has no part in its output.
     *
     * @param withContent whether what it says isn't known otherwise
     */
    private void add(PlannedTask task, boolean withContent) {
        work(task, withContent);
        if (task.fallback() >= 0) {
            add(turn.plan.tasks().get(task.fallback()), withContent);
        }
    }

    private void work(PlannedTask task, boolean withContent) {
        if (withContent) {
            parts.add(turn.contents.of(task.path()));
        }
        switch (task.task().work()) {
            case Work.ActionCall call -> {
                agents(call);
                if (call.action().name().equals(WorkflowTrigger.SPEC.name())) {
                    definition(call.parameters().fields());
                }
            }
            case Work.Block block ->
                task.children().forEach(child -> add(turn.plan.tasks().get(child), withContent));
        }
    }

    /** One that is named, or all that it may be. */
    private void agents(Work.ActionCall call) {
        Template named = call.agent() == null ? call.capability() : call.agent();
        if (named == null) {
            return;
        }
        for (Agent agent : turn.facts.request().agents().values()) {
            boolean isMeant = !(named instanceof Template.Literal literal)
                    || (call.agent() == null
                            ? agent.capabilities().contains(Values.toText(literal.value()))
                            : agent.name().equals(Values.toText(literal.value())));
            if (isMeant) {
                agents.put(agent.name(), String.valueOf(agent.kind()));
            }
        }
    }

    /** One whose revision the run has pinned: what another would give isn't known before it is started. */
    private void definition(Map<String, Template> parameters) {
        if (parameters.get("workflow") instanceof Template.Literal workflow
                && (parameters.get("revision") == null || parameters.get("revision") instanceof Template.Literal)) {
            Object revision = parameters.get("revision") instanceof Template.Literal literal ? literal.value() : null;
            String key = PinnedDefinition.key(
                    Values.toText(workflow.value()), revision instanceof Long number ? number.intValue() : null);
            known &= turn.facts.request().definitions().containsKey(key);
            StartedContent.add(turn.facts, key, definitions);
        } else {
            known = false;
        }
    }
}
