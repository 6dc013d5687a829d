package dev.weft.definitions.validate;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.model.Workflows;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code requires} names agents or definitions that are there, each once. Warnings, as they may come later. */
final class RequirementsExist implements Rule {
    @Override
    public void check(Check check) {
        Map<String, Agent> agents = check.agents();
        Workflows saved = check.workflows();
        Set<String> workflows = saved == null || !saved.areAll() ? null : saved.ids();
        if (!(check.draft().root().get("requires") instanceof ListNode list)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Node item : list.items()) {
            if (item instanceof ScalarNode name && name.isText() && !seen.add(name.text())) {
                check.problems()
                        .warning(
                                ProblemCode.VALUE,
                                name,
                                "Expected each requirement once, but found \"" + name.text() + "\" again",
                                "Remove one of them.");
            }
        }
        itself(check, list);
        if (agents == null || workflows == null) {
            return;
        }
        Set<String> known = new TreeSet<>(agents.keySet());
        known.addAll(workflows);
        for (Node item : list.items()) {
            if (item instanceof ScalarNode name && name.isText() && !known.contains(name.text())) {
                check.problems()
                        .warning(
                                ProblemCode.UNKNOWN_REQUIREMENT,
                                name,
                                "Expected a registered agent or a saved definition, but found \"" + name.text() + '"',
                                Suggestion.didYouMean(name.text(), known, ProblemCode.UNKNOWN_REQUIREMENT.cure()));
            }
        }
    }

    // An agent may be called as the definition is.
    private static void itself(Check check, ListNode list) {
        Map<String, Agent> agents = check.agents();
        if (!(check.draft().root().get("id") instanceof ScalarNode id)
                || agents != null && agents.containsKey(id.text())) {
            return;
        }
        for (Node item : list.items()) {
            if (item instanceof ScalarNode name && name.isText() && name.text().equals(id.text())) {
                check.problems()
                        .warning(
                                ProblemCode.VALUE,
                                name,
                                "Expected other definitions or agents, but found \"" + name.text()
                                        + "\", which is this definition itself",
                                "Remove it.");
            }
        }
    }
}
