package dev.weft.definitions.validate;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.builtin.EmitEvent;
import dev.weft.definitions.action.builtin.WaitForEvent;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The type of an event is one word: others can send and filter what they can spell.
 *
 * <pre>event: {type: content created}   ⚠ content.created is meant, as a rule</pre>
 */
final class EventTypesAreNames implements Rule {
    private static final Set<String> ACTIONS = Set.of(EmitEvent.SPEC.name(), WaitForEvent.SPEC.name());

    @Override
    public void check(Check check) {
        if (check.draft().root().get("triggers") instanceof MapNode triggers) {
            triggers.entries().values().forEach(entry -> type(check, inside(entry.value(), "event")));
        }
        for (TaskPlace place : check.tree().places()) {
            ActionSpec<?> action = place.draft().action();
            if (action != null && ACTIONS.contains(action.name())) {
                type(check, inside(place.draft().node(), "parameters"));
            }
        }
    }

    private static @Nullable Node inside(@Nullable Node node, String name) {
        return node instanceof MapNode map ? map.get(name) : null;
    }

    private static void type(Check check, @Nullable Node owner) {
        if (inside(owner, "type") instanceof ScalarNode type
                && type.isText()
                && !type.text().contains("${{")
                && type.text().strip().matches(".*\\s.*")
                && !check.problems().hasErrorBelow(type.path())) {
            check.problems()
                    .warning(
                            ProblemCode.VALUE,
                            type,
                            "Expected a type of events in one word, but found \"" + type.text() + '"',
                            "Write, for example, " + type.text().strip().replaceAll("\\s+", ".")
                                    + ", here and where the event comes from.");
        }
    }
}
