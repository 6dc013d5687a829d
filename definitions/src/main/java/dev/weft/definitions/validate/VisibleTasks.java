package dev.weft.definitions.validate;

import dev.weft.definitions.expression.References;
import dev.weft.definitions.expression.check.Absent;
import dev.weft.definitions.expression.check.ScopeTypes;
import dev.weft.definitions.expression.check.Type;
import dev.weft.definitions.expression.check.Upstream;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.ExpressionSite.Place;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that an expression may read: those upstream of its own, then those upstream of the blocks around it. An id
 * means the nearest task that has it. Only those are put in that the expression names and a few to suggest, so that a
 * large definition costs no more than its expressions.
 */
final class VisibleTasks {
    private static final Pattern NAMED_TASK = Pattern.compile("tasks\\s*\\.\\s*\\??([A-Za-z_][A-Za-z0-9_-]*)");
    private static final Set<String> CODES_OF_THE_LANGUAGE = Set.of(
            "file_operation",
            "api_call",
            "approval_gate",
            "condition_check",
            "transform",
            "wait",
            "wait_for_event",
            "emit_event");
    private static final int NEIGHBOURS = 20;
    private static final int FULL = 100;
    private static final int LOOKS = 50_000;

    private final Check check;
    private final OutputTypes types;
    private int full;
    private int looks;
    private int guesses;

    VisibleTasks(Check check, OutputTypes types) {
        this.check = check;
        this.types = types;
    }

    /**
     * Tasks beside one another, as an expression sees them.
     *
     * @param self place of the task that asks, or whose block does; -1 where all of them have ended
     * @param readsItself whether that one's own output is there already: of an earlier turn, or its error in a fallback
     * @param failed whether that one has failed, so that it has no output
     */
    private record Sight(Level level, int self, boolean readsItself, boolean failed) {
        List<TaskDraft> tasks() {
            return level.graph().tasks();
        }

        boolean reaches(int index) {
            Graph graph = level.graph();
            if (self < 0 || index == self) {
                return self < 0 || readsItself;
            }
            return graph.isUpstream(index, self) || needsUnknown(graph.tasks().get(self));
        }

        Upstream relation(int index) {
            if (self < 0 || index == self) {
                return Upstream.ADDABLE;
            }
            if (tasks().get(index).needsAll() && tasks().get(self).needsAll()) {
                return Upstream.BOTH_NEED_ALL;
            }
            return level.graph().isUpstream(self, index) || level.graph().isBehind(self, index)
                    ? Upstream.DOWNSTREAM
                    : Upstream.ADDABLE;
        }

        // A need that was mistyped is said already: what it was meant to be may well be upstream.
        private boolean needsUnknown(TaskDraft task) {
            return task.needs().stream().anyMatch(need -> level.graph().index(need.text()) < 0);
        }
    }

    /**
     * {@code tasks}.
     *
     * @param place of the task whose expression it is; {@code null} for the outputs of the run
     */
    Type of(ExpressionSite site, @Nullable TaskPlace place) {
        List<Sight> sights = sights(site, place);
        Map<String, Type> readable = new LinkedHashMap<>();
        Map<String, Absent> absent = new LinkedHashMap<>();
        for (String id : candidates(site, sights)) {
            Sight sight = find(sights, id);
            if (sight != null) {
                int index = sight.level().graph().index(id);
                if (sight.reaches(index)) {
                    readable.put(id, task(sight, index, site.place()));
                } else {
                    absent.put(
                            id,
                            ScopeTypes.notUpstream(
                                    id,
                                    self(sight),
                                    undoes(place),
                                    sight.relation(index),
                                    check.problems().names().find("needs")));
                }
            }
        }
        unknown(site, sights, readable.keySet(), absent);
        return ScopeTypes.tasks(readable, absent);
    }

    /** The task that an id means, or {@code null} where there is none. */
    @Nullable TaskPlace resolve(ExpressionSite site, @Nullable TaskPlace place, String id) {
        Sight sight = find(sights(site, place), id);
        return sight == null
                ? null
                : check.tree()
                        .find(sight.tasks().get(sight.level().graph().index(id)).path());
    }

    private static @Nullable String self(Sight sight) {
        return sight.self() < 0 ? null : sight.tasks().get(sight.self()).id();
    }

    private Type task(Sight sight, int index, Place at) {
        TaskDraft task = sight.tasks().get(index);
        boolean itself = index == sight.self();
        Type status = itself ? ScopeTypes.TASK_STATUS : ScopeTypes.TASK_END;
        return itself && sight.failed()
                ? ScopeTypes.failed(task.id(), codes(task), status)
                : ScopeTypes.task(output(sight, index, at), codes(task), status);
    }

    private Type output(Sight sight, int index, Place at) {
        TaskPlace place = check.tree().find(sight.tasks().get(index).path());
        if (place == null) {
            return Type.Simple.ANY;
        }
        return index != sight.self() ? types.output(place) : at == Place.TURN ? types.each(place) : types.before(place);
    }

    // Of what works elsewhere, or fails as its author says, the codes aren't known.
    private static Type codes(TaskDraft task) {
        return task.action() != null
                        && CODES_OF_THE_LANGUAGE.contains(task.action().name())
                ? ScopeTypes.CODES
                : Type.Simple.STRING;
    }

    private List<Sight> sights(ExpressionSite site, @Nullable TaskPlace place) {
        List<Sight> sights = new ArrayList<>();
        if (place == null) {
            sights.add(new Sight(check.tree().top(), -1, false, false));
            return sights;
        }
        boolean inTurn = site.place() == Place.ITEM || site.place() == Place.TURN;
        if (site.place() == Place.BLOCK_OUTPUTS) {
            Level inner = check.tree().below(place, Level.Relation.BLOCK);
            if (inner != null) {
                sights.add(new Sight(inner, -1, false, false));
            }
            inTurn = true;
        }
        TaskPlace at = place;
        boolean readsItself = inTurn && repeats(place);
        boolean failed = false;
        while (at != null) {
            Level level = at.level();
            boolean inPlace =
                    level.relation() == Level.Relation.FALLBACK || level.relation() == Level.Relation.COMPENSATION;
            if (!inPlace) {
                sights.add(new Sight(level, level.graph().index(at.draft().id()), readsItself, failed));
            }
            at = level.owner();
            readsItself = at != null && (level.relation() == Level.Relation.FALLBACK || repeats(at));
            failed = at != null && level.relation() == Level.Relation.FALLBACK && !repeats(at);
        }
        return sights;
    }

    private static boolean undoes(@Nullable TaskPlace place) {
        return place != null && place.level().relation() == Level.Relation.COMPENSATION;
    }

    private static boolean repeats(TaskPlace place) {
        return place.draft().node() != null && place.draft().node().entries().containsKey("repeat");
    }

    private static @Nullable Sight find(List<Sight> sights, String id) {
        for (Sight sight : sights) {
            if (sight.level().graph().index(id) >= 0) {
                return sight;
            }
        }
        return null;
    }

    private void unknown(ExpressionSite site, List<Sight> sights, Set<String> reachable, Map<String, Absent> absent) {
        for (String id : site.expression().references().tasks()) {
            if (find(sights, id) == null) {
                String near =
                        reachable.isEmpty() ? "There is none here." : "There are " + Suggestion.list(reachable) + ".";
                String otherwise = guesses++ < FULL ? Suggestion.didYouMean(id, ids(sights), near) : near;
                String inside = inside(id);
                absent.put(
                        id,
                        ScopeTypes.unknownTask(
                                id, !inside.isEmpty() ? inside : Suggestion.didYouMean(id, reachable, otherwise)));
            }
        }
    }

    private String inside(String id) {
        if (guesses > FULL) {
            return "";
        }
        for (Level level : check.tree().levels()) {
            if (level.relation() == Level.Relation.BLOCK
                    && level.owner() != null
                    && level.graph().index(id) >= 0) {
                String block = level.owner().draft().path();
                String output = block.matches("\\w+") ? ", tasks." + block + ".output" : "";
                return id + " is inside of the block " + block + ": read it from the output of that block" + output
                        + ".";
            }
        }
        return "";
    }

    private static Set<String> ids(List<Sight> sights) {
        Set<String> ids = new LinkedHashSet<>();
        sights.forEach(sight -> sight.tasks().forEach(task -> ids.add(task.id())));
        return ids;
    }

    private Set<String> candidates(ExpressionSite site, List<Sight> sights) {
        References references = site.expression().references();
        Set<String> named = new LinkedHashSet<>(references.tasks());
        references.roots().stream().filter(root -> find(sights, root) != null).forEach(named::add);
        Matcher dashed = NAMED_TASK.matcher(site.expression().text());
        while (dashed.find()) {
            named.add(dashed.group(1));
        }
        boolean unknown = named.stream().anyMatch(id -> find(sights, id) == null) || references.allTasks();
        if (unknown && full < FULL && looks < LOOKS) {
            full++;
            Set<String> all = ids(sights);
            looks += all.size();
            named.addAll(all);
            return named;
        }
        // Where no other name is used, none needs a word on what there is besides.
        if (!unknown && references.roots().stream().allMatch("tasks"::equals)) {
            return named;
        }
        for (Sight sight : sights) {
            List<Integer> neighbours =
                    sight.self() < 0 ? List.of() : sight.level().graph().needsOf(sight.self());
            neighbours.stream()
                    .limit(NEIGHBOURS)
                    .map(index -> sight.tasks().get(index).id())
                    .forEach(named::add);
        }
        return named;
    }
}
