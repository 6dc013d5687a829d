package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.References;
import dev.weft.definitions.expression.check.Absent;
import dev.weft.definitions.expression.check.Names;
import dev.weft.definitions.expression.check.ScopeTypes;
import dev.weft.definitions.expression.check.Type;
import dev.weft.definitions.model.Input;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.NodeValues;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression may use, by its place. Of the tasks, only those are put in that the expression names and a
 * few to suggest, so that a large definition costs no more than its expressions.
 */
final class VisibleNames {
    private static final Pattern NAMED_TASK = Pattern.compile("tasks\\s*\\.\\s*\\??([A-Za-z_][A-Za-z0-9_-]*)");
    private static final int NEIGHBOURS = 20;
    private static final int FULL = 100;

    private final Check check;
    private final Names base;
    private int full;
    private int guesses;

    VisibleNames(Check check) {
        this.check = check;
        Map<String, Type> visible = new LinkedHashMap<>();
        visible.put("inputs", inputs(check));
        visible.put("run", ScopeTypes.run());
        visible.put("now", Type.Simple.TIMESTAMP);
        Map<String, Absent> absent = new LinkedHashMap<>();
        absent.put("secrets", ScopeTypes.secrets());
        base = new Names(visible, absent);
    }

    /** The names that an expression may use. */
    Names of(ExpressionSite site) {
        Names names = ofPlace(site);
        for (String more : site.sees()) {
            names = names.with(more, more.equals("event") ? ScopeTypes.event() : Type.Simple.ANY);
        }
        return names;
    }

    private Names ofPlace(ExpressionSite site) {
        return switch (site.place()) {
            case RUN ->
                base.without(
                        "tasks",
                        new Absent(
                                Flaw.Kind.NOT_UPSTREAM,
                                "Expected a value that is known before any task, but found a task's",
                                "Use inputs here"));
            case TASK, OUTPUTS -> base.with("tasks", tasks(site));
        };
    }

    private static Type inputs(Check check) {
        Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
        if (check.draft().root().get("inputs") instanceof MapNode map) {
            map.entries().forEach((name, entry) -> schemas.put(name, NodeValues.value(entry.value())));
        }
        Map<String, Input> declared = check.draft().definition() == null
                ? Map.of()
                : check.draft().definition().inputs();
        return ScopeTypes.inputs(declared == null ? null : schemas);
    }

    private Type tasks(ExpressionSite site) {
        Graph graph = check.graph();
        int self = site.task() == null ? -1 : graph.index(site.task());
        boolean unclear = self >= 0 && needsUnknown(graph.tasks().get(self));
        Map<String, Type> outputs = new LinkedHashMap<>();
        Set<String> others = new LinkedHashSet<>();
        for (String id : candidates(site, self)) {
            int index = graph.index(id);
            boolean reachable = self < 0 || index != self && index >= 0 && (unclear || graph.isUpstream(index, self));
            if (index >= 0 && reachable) {
                outputs.put(id, Type.Simple.ANY);
            } else if (index >= 0) {
                others.add(id);
            }
        }
        return ScopeTypes.tasks(outputs, others, unknown(site, outputs.keySet()), site.task());
    }

    // A need that was mistyped is said already: what it was meant to be may well be upstream.
    private boolean needsUnknown(TaskDraft task) {
        return task.needs().stream().anyMatch(need -> check.graph().index(need.text()) < 0);
    }

    private Map<String, String> unknown(ExpressionSite site, Set<String> reachable) {
        Map<String, String> unknown = new LinkedHashMap<>();
        for (String id : site.expression().references().tasks()) {
            if (check.graph().index(id) < 0) {
                Set<String> all = check.draft().tasks().keySet();
                String near =
                        reachable.isEmpty() ? "There is none here." : "There are " + Suggestion.list(reachable) + ".";
                String otherwise = guesses++ < FULL ? Suggestion.didYouMean(id, all, near) : near;
                unknown.put(id, Suggestion.didYouMean(id, reachable, otherwise));
            }
        }
        return unknown;
    }

    private Set<String> candidates(ExpressionSite site, int self) {
        Graph graph = check.graph();
        References references = site.expression().references();
        Set<String> named = new LinkedHashSet<>(references.tasks());
        Matcher dashed = NAMED_TASK.matcher(site.expression().text());
        while (dashed.find()) {
            named.add(dashed.group(1));
        }
        boolean unknown = named.stream().anyMatch(id -> graph.index(id) < 0) || references.allTasks();
        if (unknown && full++ < FULL) {
            named.addAll(check.draft().tasks().keySet());
        } else {
            List<Integer> neighbours = self < 0 ? List.of() : graph.needsOf(self);
            neighbours.stream()
                    .limit(NEIGHBOURS)
                    .map(index -> graph.tasks().get(index))
                    .map(TaskDraft::id)
                    .forEach(named::add);
        }
        return named;
    }
}
