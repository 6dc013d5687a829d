package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code action}: its name, looked up. One that is nearly surely misspelt is read as the one that is meant. */
final class ActionLookup {
    private ActionLookup() {}

    static @Nullable ActionSpec<?> find(Parsing parsing, @Nullable Node node) {
        String name = Scalar.text(parsing, "action", node);
        if (name == null || node == null) {
            return null;
        }
        ActionSpec<?> action = parsing.actions().find(name).orElse(null);
        if (action != null) {
            if (action.later()) {
                parsing.later(node, "the action \"" + name + '"');
            }
            return action;
        }
        List<String> names = parsing.actions().names();
        parsing.error(
                ProblemCode.UNKNOWN_ACTION,
                node,
                "Expected the name of an action, but found \"" + name + '"',
                Synonyms.didYouMean(name, names, "There are " + Suggestion.list(names) + "."));
        return meant(parsing, name);
    }

    /** The action of a name, or the one of which it is nearly surely a misspelling; reports nothing. */
    static @Nullable ActionSpec<?> meant(Parsing parsing, String name) {
        ActionSpec<?> action = parsing.actions().find(name).orElse(null);
        String meant =
                action == null ? Suggestion.misspelt(name, parsing.actions().names()) : null;
        return meant == null ? action : parsing.actions().find(meant).orElse(null);
    }
}
