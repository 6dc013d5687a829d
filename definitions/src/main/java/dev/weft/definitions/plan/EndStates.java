package dev.weft.definitions.plan;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How tasks that stand beside one another can end, and so which of them never run. Not thread safe. */
public final class EndStates {
    // So that thousands of conditions that look far back don't cost more than the rest of a definition.
    private static final int MOST_STEPS = 200_000;

    private final Map<String, Told> tasks = new HashMap<>();
    private final boolean held;
    private final @Nullable EndStates outer;
    private final @Nullable String owner;
    private int steps = MOST_STEPS;

    /**
     * A task as it stands here.
     *
     * @param join by which it starts
     * @param last whether it is about the end of the run
     * @param ends how it can end
     */
    record Told(Task task, List<String> needs, Join join, boolean last, Set<End> ends) {
        static Told of(Task task, List<String> needs, Set<End> ends) {
            return new Told(task, needs, task.join(), task.needsAll(), ends);
        }
    }

    private EndStates(boolean held, @Nullable EndStates outer, @Nullable String owner) {
        this.held = held;
        this.outer = outer;
        this.owner = owner;
    }

    /**
     * Of the tasks of a definition.
     *
     * @param held whether a run in which a task has failed waits for a person, who may complete it all the same
     */
    public static EndStates top(boolean held) {
        return new EndStates(held, null, null);
    }

    /** Of the tasks in a block, or in what stands in for a task. */
    public EndStates inside(Task task) {
        return new EndStates(held, this, task.id());
    }

    /** Of what undoes a task, long after: of the tasks around it nothing is known any more. */
    public EndStates undoing() {
        return new EndStates(held, null, null);
    }

    /**
     * Adds a task, after those that it needs.
     *
     * @param needs ids of them; one that wasn't added may end in any way
     * @param whenIsFalse whether its condition is false whatever happens
     * @return why it never runs; {@code null} where it may
     */
    public @Nullable Obstacle add(Task task, List<String> needs, boolean whenIsFalse) {
        List<Set<End>> ends = needs.stream().map(this::endsOf).toList();
        int culprit = Joining.culprit(task.join(), ends);
        Told told = Told.of(task, needs, Set.of());
        Obstacle obstacle = task.when() != null && (whenIsFalse || CertainFailure.isFalse(task.when()))
                ? new Obstacle.Condition("", Obstacle.Cure.NONE)
                : culprit >= 0 ? new Obstacle.Need(needs.get(culprit), how(ends.get(culprit))) : refusal(told);
        tasks.put(task.id(), Told.of(task, needs, Ends.of(task, obstacle == null, ends, held)));
        return obstacle;
    }

    /** Whether the tasks are those of the definition itself. */
    boolean isTop() {
        return outer == null && owner == null;
    }

    private Set<End> endsOf(String id) {
        Told told = tasks.get(id);
        return told == null ? Ends.any() : told.ends();
    }

    private static String how(Set<End> ends) {
        boolean skipped = ends.stream().allMatch(end -> end.status().equals(End.BEREFT.status()));
        return skipped ? "never runs" : ends.equals(Set.of(End.FAILED)) ? "always fails" : "never completes";
    }

    private @Nullable Obstacle refusal(Told told) {
        Expression when = told.task().when();
        if (when == null) {
            return null;
        }
        Knowledge knowledge = new Knowledge(this, told);
        if (!knowledge.refuses(when)) {
            return null;
        }
        return new Obstacle.Condition(knowledge.reason(when), cure(told, when));
    }

    private Obstacle.Cure cure(Told told, Expression when) {
        Told last = new Told(told.task(), told.needs(), Join.ALWAYS, true, Set.of());
        if (!new Knowledge(this, last).refuses(when)) {
            Told always = new Told(told.task(), told.needs(), Join.ALWAYS, told.last(), Set.of());
            return new Knowledge(this, always).refuses(when) ? Obstacle.Cure.NEED_ALL : Obstacle.Cure.JOIN_ALWAYS;
        }
        return Obstacle.Cure.NONE;
    }

    /** How one of the tasks, or of those around them, has ended when a task starts; {@code null} where nothing is known. */
    @Nullable Set<End> when(Told starts, String id) {
        Told read = tasks.get(id);
        boolean always = starts.join() == Join.ALWAYS;
        if (read != null) {
            return always ? Ends.atLast(read.task(), read.ends()) : narrowed(starts, read);
        }
        Told around = owner == null || outer == null ? null : outer.tasks.get(owner);
        // What runs whatever happened may start when what is around it has been undone.
        boolean late = starts.task().join() == Join.ALWAYS;
        return around == null || outer == null || late ? null : outer.when(around, id);
    }

    private @Nullable Set<End> narrowed(Told starts, Told read) {
        if (starts.needs().contains(read.task().id())) {
            return Joining.held(starts.join(), read.ends(), isAlone(read, completing(starts)));
        }
        return upstream(starts).get(read.task().id());
    }

    /** How all upstream of a task have ended when it starts, as far back as that can be told. */
    private Map<String, Set<End>> upstream(Told starts) {
        Map<String, Set<End>> known = new HashMap<>();
        Deque<Told> open = new ArrayDeque<>();
        narrow(starts, known, open, true);
        while (!open.isEmpty() && steps > 0) {
            Told next = open.remove();
            Set<End> ends = known.getOrDefault(next.task().id(), next.ends());
            boolean began = ends.stream().allMatch(End::began);
            boolean well = ends.stream().noneMatch(End::failed)
                    && next.join() != Join.ANY_COMPLETED
                    && next.join() != Join.ALWAYS;
            if (began || well) {
                narrow(next, known, open, began);
            }
        }
        return known;
    }

    private void narrow(Told from, Map<String, Set<End>> known, Deque<Told> open, boolean began) {
        steps -= from.needs().size();
        int completing = completing(from);
        for (String need : from.needs()) {
            Told told = tasks.get(need);
            if (told == null) {
                continue;
            }
            Set<End> before = known.get(need);
            Set<End> held = began
                    ? Joining.held(from.join(), told.ends(), isAlone(told, completing))
                    : Joining.filtered(told.ends(), end -> !end.failed());
            Set<End> after = before == null ? held : Joining.filtered(before, held::contains);
            if (!after.equals(before)) {
                known.put(need, after);
                open.add(told);
            }
        }
    }

    private int completing(Told task) {
        return (int) task.needs().stream()
                .filter(need -> endsOf(need).stream().anyMatch(End::completed))
                .count();
    }

    private static boolean isAlone(Told need, int completing) {
        return completing == (need.ends().stream().anyMatch(End::completed) ? 1 : 0);
    }
}
