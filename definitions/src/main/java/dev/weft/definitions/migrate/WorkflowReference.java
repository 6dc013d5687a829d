package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.Slug;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;

/**
 * What a task starts, under the id that it has once it is migrated itself.
 *
 * <pre>{workflow: Pay Out}   becomes   {workflow: pay-out}</pre>
 */
final class WorkflowReference {
    private static final String ACTION = "workflow_trigger";
    private static final String FIELD = "workflow";

    private WorkflowReference() {}

    /** Parameters of a task with an action; those of others stay as they are. */
    static Node read(String action, Node parameters, Lowering lowering) {
        if (!action.equals(ACTION)
                || !(parameters instanceof MapNode map)
                || !(map.get(FIELD) instanceof ScalarNode written)
                || !written.isText()
                || written.text().contains("${{")) {
            return parameters;
        }
        String id = Slug.definition(written.text());
        if (id.isEmpty() || id.equals(written.text())) {
            return parameters;
        }
        lowering.changes().add("the id " + written.text() + " is now " + id);
        MapBuilder out = new MapBuilder(map);
        map.entries()
                .forEach((name, entry) ->
                        out.put(entry.key(), name.equals(FIELD) ? Made.text(id, written) : entry.value()));
        return out.build();
    }
}
