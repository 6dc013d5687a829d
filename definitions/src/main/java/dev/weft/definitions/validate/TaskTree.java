package dev.weft.definitions.validate;

import dev.weft.definitions.parse.Draft;
import dev.weft.definitions.parse.TaskDraft;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All tasks of a draft, those of blocks and those in place among them. Immutable but for what its graphs work out. */
public final class TaskTree {
    private final Level top;
    private final List<Level> levels = new ArrayList<>();
    private final Map<String, TaskPlace> byPath = new HashMap<>();
    private final List<TaskPlace> places = new ArrayList<>();
    // By identity: what a place holds is large.
    private final Map<TaskPlace, List<Level>> below = new IdentityHashMap<>();

    /** The tree of a draft. */
    public TaskTree(Draft draft) {
        top = add(draft.tasks().values(), null, Level.Relation.TOP);
    }

    private Level add(Collection<TaskDraft> tasks, @Nullable TaskPlace owner, Level.Relation relation) {
        Level level = new Level(new Graph(tasks), owner, relation);
        levels.add(level);
        for (TaskDraft draft : tasks) {
            TaskPlace place = new TaskPlace(draft, level);
            places.add(place);
            byPath.put(draft.path(), place);
            List<Level> own = new ArrayList<>();
            if (draft.tasks() != null) {
                own.add(add(draft.tasks().values(), place, Level.Relation.BLOCK));
            }
            if (draft.fallback() != null) {
                own.add(add(List.of(draft.fallback()), place, Level.Relation.FALLBACK));
            }
            if (draft.compensation() != null) {
                own.add(add(List.of(draft.compensation()), place, Level.Relation.COMPENSATION));
            }
            below.put(place, own);
        }
        return level;
    }

    /** The level of the document. */
    public Level top() {
        return top;
    }

    /** Every level, an outer one before those in it. */
    public List<Level> levels() {
        return levels;
    }

    /** Every task, in the order of the document. */
    public List<TaskPlace> places() {
        return places;
    }

    /** The task of a path, or {@code null} where there is none. */
    public @Nullable TaskPlace find(String path) {
        return byPath.get(path);
    }

    /** The level of a relation below a task, or {@code null} where there is none. */
    @Nullable Level below(TaskPlace owner, Level.Relation relation) {
        for (Level level : below.getOrDefault(owner, List.of())) {
            if (level.relation() == relation) {
                return level;
            }
        }
        return null;
    }
}
