package dev.weft.definitions.likeness;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the names are like that expressions of a place may use. Not thread safe. */
final class LikenessScope {
    private final @Nullable LikenessScope outer;
    private final Map<String, Likeness> names = new HashMap<>();
    private final Map<String, Likeness> tasks = new HashMap<>();

    LikenessScope(@Nullable LikenessScope outer) {
        this.outer = outer;
    }

    /** A name is of a value. */
    LikenessScope with(String name, Likeness likeness) {
        names.put(name, likeness);
        return this;
    }

    /** What is known of a task by its id. */
    LikenessScope task(String id, Likeness output) {
        Likeness task = new Likeness();
        Likeness.join(output, task.field("output"));
        task.field("status").is(Likeness.Kind.TEXT);
        tasks.put(id, task);
        return this;
    }

    Likeness name(String name) {
        Likeness found = names.get(name);
        return found != null ? found.root() : outer != null ? outer.name(name) : new Likeness();
    }

    Likeness task(String id) {
        Likeness found = tasks.get(id);
        return found != null ? found.root() : outer != null ? outer.task(id) : new Likeness();
    }
}
