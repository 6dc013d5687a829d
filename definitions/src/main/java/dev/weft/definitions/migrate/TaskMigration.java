package dev.weft.definitions.migrate;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.lower.AgentCall;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.Seconds;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task of 2.0.0 in 3.0.0: its fields in the order written, each under its name of today. */
final class TaskMigration {
    private final Lowering lowering;
    private final OldTask task;
    private final RenamedReferences references;
    private final String id;
    private final MapBuilder out;

    TaskMigration(Lowering lowering, OldTask task, RenamedReferences references) {
        this.lowering = lowering;
        this.references = references;
        this.task = task;
        this.id = task.id().text();
        this.out = new MapBuilder(task.node());
    }

    /**
     * The task.
     *
     * @param place what it waits for
     */
    MapNode migrate(Order.Place place) {
        MapNode map = task.map();
        if (map == null) {
            return AgentCall.unreadable(task.id());
        }
        follow(place);
        for (MapNode.Entry entry : map.entries().values()) {
            field(entry, place);
        }
        if (!out.has("action")) {
            AgentCall.put(out, null, null, task.id(), lowering);
        } else if (isAgentTask() && !out.has("agent")) {
            agentMissing(map);
        }
        return out.build();
    }

    private void field(MapNode.Entry entry, Order.Place place) {
        switch (entry.key().text()) {
            case "name", "description", "action" -> {
                if (Lowering.isGiven(entry.value())) {
                    out.keep(entry);
                }
            }
            case "parameters" -> {
                if (Lowering.isGiven(entry.value())) {
                    lowering.made(entry.value());
                    out.put(
                            entry.key(),
                            WorkflowReference.read(action(), references.inValues(entry.value()), lowering));
                }
            }
            case "agent_id" -> agent(entry);
            case "dependencies" -> dependencies(entry, place);
            case "conditions" -> when(entry);
            case "timeout_seconds" -> timeout(entry);
            case "retry_count" -> retry(entry);
            case "retry_delay" -> {
                if (!Lowering.isGiven(task.get("retry_count"))) {
                    dropped("retry_delay without retry_count is dropped");
                }
            }
            case "checkpoint" -> {
                lowering.flag("checkpoint", entry.value(), true);
                dropped("checkpoint is dropped: every task that ends is one");
            }
            case "execution_mode" -> {
                if (place.before() == null) {
                    dropped("execution_mode is dropped: needs and when say it");
                }
            }
            default -> {}
        }
    }

    private void follow(Order.Place place) {
        ScalarNode before = place.before();
        MapNode.Entry mode = task.field("execution_mode");
        if (before == null || mode == null) {
            return;
        }
        out.put("needs", mode.key(), Made.list(List.of(Made.text(before.text(), mode.value())), mode.value()));
        if (place.mayBeSkipped()) {
            out.put("join", mode.key(), Made.text("none_failed", mode.value()));
        }
        lowering.changes().add("a sequential task needs the one before it", id + " needs " + before.text());
    }

    private void agent(MapNode.Entry entry) {
        if (!Lowering.isGiven(entry.value())) {
            return;
        }
        // The older versions let every task have one; only agent_task ever asked it.
        if (trait() != null && !isAgentTask()) {
            dropped("agent_id of a task with another action than agent_task is dropped");
            return;
        }
        ScalarNode agent = lowering.text("agent_id", entry.value());
        out.put(Made.text("agent", entry.key()), agent == null ? AgentCall.anyAgent(entry.value()) : agent);
        renamed("agent_id", "agent");
    }

    private void agentMissing(MapNode map) {
        if (map.get("agent") == null) {
            lowering.error(
                    ProblemCode.MISSING_FIELD,
                    task.id(),
                    "Expected the field \"agent_id\" with the action agent_task, but it isn't there",
                    "Write agent_id: and the name of an agent.");
        }
        out.put("agent", task.id(), AgentCall.anyAgent(task.id()));
    }

    private void dependencies(MapNode.Entry entry, Order.Place place) {
        if (!place.dependencies().isEmpty()) {
            out.put(Made.text("needs", entry.key()), Made.list(place.dependencies(), entry.value()));
            renamed("dependencies", "needs");
        }
    }

    private void when(MapNode.Entry entry) {
        List<ScalarNode> conditions = Conditions.read(entry.value(), lowering).stream()
                .map(references::inExpression)
                .toList();
        if (!conditions.isEmpty()) {
            out.put(Made.text("when", entry.key()), Made.all(conditions, entry.value()));
            lowering.changes().add("conditions is now when, where all must hold", id);
        }
    }

    private void timeout(MapNode.Entry entry) {
        ScalarNode timeout = Seconds.positive("timeout_seconds", entry.value(), lowering);
        Trait trait = trait();
        if (timeout == null) {
            return;
        }
        if (trait == Trait.PURE) {
            dropped("timeout_seconds of a task that the run works out at once is dropped");
            return;
        }
        String name = trait == Trait.CONTROL ? "deadline" : "timeout";
        out.put(Made.text(name, entry.key()), timeout);
        renamed("timeout_seconds", name);
    }

    private void retry(MapNode.Entry entry) {
        Node delay = task.get("retry_delay");
        MapNode retry = Retries.read(entry, delay, lowering);
        if (retry == null) {
            return;
        }
        if (trait() == null || trait() == Trait.WORK) {
            out.put(Made.text("retry", entry.key()), retry);
            lowering.changes()
                    .add(
                            "retry_count (after the first attempt) and retry_delay are now retry, each delay twice the one before",
                            id);
        } else {
            dropped("retry_count of a task that makes no attempts is dropped");
        }
    }

    /** Of its action; {@code null} where there is no such action. */
    private @Nullable Trait trait() {
        ActionSpec<?> action = task.get("action") instanceof ScalarNode name
                ? lowering.actions().find(name.text()).orElse(null)
                : null;
        return action == null ? null : action.trait();
    }

    private boolean isAgentTask() {
        return action().equals("agent_task");
    }

    private String action() {
        return task.get("action") instanceof ScalarNode name ? name.text() : "";
    }

    private void renamed(String from, String to) {
        lowering.changes().add(from + " is now " + to, id);
    }

    private void dropped(String words) {
        lowering.changes().add(words, id);
    }
}
