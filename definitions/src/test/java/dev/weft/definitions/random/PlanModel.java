package dev.weft.definitions.random;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Repeat;
import dev.weft.definitions.model.RunOnFailure;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What a plan must say, worked out anew from the definition by the plainest means, and slowly. */
public final class PlanModel {
    private final Map<String, Expected> tasks = new LinkedHashMap<>();
    private final Map<String, Task> written = new HashMap<>();
    private final Map<String, Set<Counts>> ends = new HashMap<>();
    private final boolean held;

    /** What an end counts as for the joins of others. */
    private enum Counts {
        COMPLETED,
        FAILED,
        SKIPPED
    }

    /**
     * What is expected of a task.
     *
     * @param parent path, empty at the top
     * @param needs paths, in the order written
     * @param dependents paths, in the order written
     * @param children paths
     * @param fallback path, empty for none
     * @param compensation path, empty for none
     */
    public record Expected(
            String path,
            String parent,
            List<String> needs,
            List<String> dependents,
            int level,
            List<String> children,
            String fallback,
            String compensation) {}

    public PlanModel(Definition definition) {
        held = definition.policy().onFailure() == RunOnFailure.PAUSE;
        siblings(definition.tasks(), "");
    }

    /** All tasks, in the order in which they must stand. */
    public List<Expected> tasks() {
        return List.copyOf(tasks.values());
    }

    /** Paths in the order in which one worker would go about them, blocks first and then what they hold. */
    public List<String> order() {
        return order("");
    }

    /** The longest chain of actions; of several the one written first. */
    public List<String> critical() {
        return critical("");
    }

    private List<String> critical(String parent) {
        return chainTo(children(parent));
    }

    private List<String> chainTo(List<String> ends) {
        List<String> inOrder = tasks.keySet().stream()
                .filter(ends::contains)
                .filter(this::mayRun)
                .toList();
        int most = inOrder.stream().mapToInt(this::longestTo).max().orElse(0);
        return inOrder.stream()
                .filter(path -> longestTo(path) == most)
                .findFirst()
                .map(path -> {
                    List<String> chain = new ArrayList<>(chainTo(expected(path).needs()));
                    chain.addAll(expected(path).children().isEmpty() ? List.of(path) : critical(path));
                    return chain;
                })
                .orElse(new ArrayList<>());
    }

    /** Whether a task runs in some run. */
    private boolean mayRun(String path) {
        Expected task = expected(path);
        Task own = Objects.requireNonNull(written.get(path));
        if (isFalse(own.when()) || !task.parent().isEmpty() && !mayRun(task.parent())) {
            return false;
        }
        return combinations(task.needs()).stream().anyMatch(needs -> lets(own.join(), needs));
    }

    /** How a task can end, as its dependents count it. */
    private Set<Counts> ends(String path) {
        Set<Counts> known = ends.get(path);
        if (known != null) {
            return known;
        }
        Task own = Objects.requireNonNull(written.get(path));
        Set<Counts> found = EnumSet.noneOf(Counts.class);
        for (List<Counts> needs : combinations(expected(path).needs())) {
            if (!lets(own.join(), needs)) {
                found.add(needs.contains(Counts.FAILED) ? Counts.FAILED : Counts.SKIPPED);
            } else if (isFalse(own.when())) {
                found.add(Counts.SKIPPED);
            } else {
                found.addAll(begun(own));
            }
        }
        ends.put(path, found);
        return found;
    }

    private Set<Counts> begun(Task task) {
        Set<Counts> found = EnumSet.noneOf(Counts.class);
        if (task.when() != null) {
            found.add(Counts.SKIPPED);
        }
        boolean forgiven = task.onFailure() == OnFailure.Word.SKIP || task.onFailure() == OnFailure.Word.PAUSE;
        boolean fallback = task.onFailure() instanceof OnFailure.Fallback instead && !failsAlways(instead.task());
        if (task.onFailure() != OnFailure.Word.SKIP) {
            found.add(held ? Counts.COMPLETED : Counts.FAILED);
            found.add(Counts.FAILED);
        }
        if (forgiven || fallback || !failsInItself(task)) {
            found.add(Counts.COMPLETED);
        }
        if (task.concurrency() != null) {
            found.add(Counts.FAILED);
        }
        return found;
    }

    private static boolean lets(Join join, List<Counts> needs) {
        return switch (join) {
            case SUCCESS -> needs.isEmpty() || !needs.contains(Counts.FAILED) && needs.contains(Counts.COMPLETED);
            case NONE_FAILED -> !needs.contains(Counts.FAILED);
            case ALL_COMPLETED -> needs.stream().allMatch(need -> need == Counts.COMPLETED);
            case ANY_COMPLETED -> needs.isEmpty() || needs.contains(Counts.COMPLETED);
            case ALWAYS -> true;
        };
    }

    /** Every way in which some tasks can end together, each kind of end told once: joins don't count them. */
    private Set<List<Counts>> combinations(List<String> paths) {
        Set<Set<Counts>> ways = new LinkedHashSet<>();
        ways.add(Set.of());
        for (String path : paths) {
            Set<Set<Counts>> longer = new LinkedHashSet<>();
            for (Set<Counts> way : ways) {
                for (Counts end : ends(path)) {
                    Set<Counts> one = EnumSet.of(end);
                    one.addAll(way);
                    longer.add(one);
                }
            }
            ways = longer;
        }
        Set<List<Counts>> lists = new LinkedHashSet<>();
        ways.forEach(way -> lists.add(List.copyOf(way)));
        return lists;
    }

    private static boolean failsInItself(Task task) {
        if (task.forEach() != null) {
            return false;
        }
        boolean exhausted = task.repeat() != null
                && task.repeat().kind() == Repeat.Kind.UNTIL
                && (isFalse(task.repeat().test()) || isFalseInEachTurn(task.repeat()));
        return exhausted || workFailsAlways(task.work());
    }

    private static boolean isFalseInEachTurn(Repeat repeat) {
        return repeat.test().references().roots().equals(Set.of("turn"))
                && repeat.max() instanceof Setting.Fixed<Integer> max
                && LongStream.range(0, max.value()).allMatch(turn -> {
                    try {
                        return Boolean.FALSE.equals(repeat.test().evaluate(name -> turn));
                    } catch (EvaluationException e) {
                        return false;
                    }
                });
    }

    private static boolean failsAlways(Task task) {
        boolean caught = task.onFailure() instanceof OnFailure.Fallback fallback
                ? !failsAlways(fallback.task())
                : task.onFailure() != OnFailure.Word.FAIL;
        return !caught && failsInItself(task);
    }

    private static boolean workFailsAlways(Work work) {
        if (work instanceof Work.Block block) {
            return block.tasks().stream()
                    .filter(task -> task.needs().isEmpty() && !task.needsAll() && task.when() == null)
                    .anyMatch(PlanModel::failsAlways);
        }
        if (!(work instanceof Work.ActionCall call)) {
            return false;
        }
        boolean strict =
                new Template.Literal(true).equals(call.parameters().fields().get("fail_if_false"));
        return call.action().name().equals("fail")
                || strict && isFalse(call.conditions().get("/condition"));
    }

    private static boolean isFalse(@Nullable Expression when) {
        if (when == null || !when.references().roots().isEmpty()) {
            return false;
        }
        try {
            return Boolean.FALSE.equals(when.evaluate(name -> null));
        } catch (EvaluationException e) {
            return false;
        }
    }

    /** How many actions the longest chain has that ends in a task, itself and what it holds included. */
    private int longestTo(String path) {
        if (!mayRun(path)) {
            return 0;
        }
        Expected task = expected(path);
        int own = task.children().isEmpty() ? 1 : longest(path);
        return own + task.needs().stream().mapToInt(this::longestTo).max().orElse(0);
    }

    private int longest(String parent) {
        return children(parent).stream().mapToInt(this::longestTo).max().orElse(0);
    }

    private List<String> order(String parent) {
        List<String> order = new ArrayList<>();
        List<String> open = new ArrayList<>(children(parent));
        while (!open.isEmpty()) {
            String next = open.stream()
                    .filter(path -> expected(path).needs().stream().noneMatch(open::contains))
                    .findFirst()
                    .orElseThrow();
            open.remove(next);
            order.add(next);
            order.addAll(order(next));
        }
        return order;
    }

    private List<String> children(String parent) {
        return parent.isEmpty()
                ? tasks.values().stream()
                        .filter(task -> task.parent().isEmpty())
                        .map(Expected::path)
                        .toList()
                : expected(parent).children();
    }

    private Expected expected(String path) {
        Expected found = tasks.get(path);
        if (found == null) {
            throw new IllegalStateException(path);
        }
        return found;
    }

    private List<String> siblings(List<Task> siblings, String parent) {
        List<String> paths = new ArrayList<>();
        for (Task task : siblings) {
            paths.add(parent + task.id());
            add(task, siblings, parent);
        }
        return paths;
    }

    private String add(Task task, List<Task> siblings, String parent) {
        String path = parent + task.id();
        String below = path + ".";
        written.put(path, task);
        // Put in first, so that it stands before what it holds.
        tasks.put(path, new Expected(path, "", List.of(), List.of(), 0, List.of(), "", ""));
        List<String> children = task.work() instanceof Work.Block block ? siblings(block.tasks(), below) : List.of();
        String fallback = task.onFailure() instanceof OnFailure.Fallback instead
                ? add(instead.task(), List.of(instead.task()), below)
                : "";
        String compensation = task.compensation() == null
                ? ""
                : add(task.compensation().task(), List.of(task.compensation().task()), below);
        tasks.put(
                path,
                new Expected(
                        path,
                        parent.isEmpty() ? "" : parent.substring(0, parent.length() - 1),
                        needs(task, siblings).stream()
                                .map(need -> parent + need.id())
                                .toList(),
                        siblings.stream()
                                .filter(other -> needs(other, siblings).contains(task))
                                .map(other -> parent + other.id())
                                .toList(),
                        level(task, siblings),
                        children,
                        fallback,
                        compensation));
        return path;
    }

    private static int level(Task task, List<Task> siblings) {
        return needs(task, siblings).stream()
                .map(need -> level(need, siblings) + 1)
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    private static List<Task> needs(Task task, List<Task> siblings) {
        return task.needsAll()
                ? siblings.stream().filter(other -> !other.needsAll()).toList()
                : task.needs().stream()
                        .map(id -> siblings.stream()
                                .filter(other -> other.id().equals(id))
                                .findFirst()
                                .orElseThrow())
                        .toList();
    }
}
