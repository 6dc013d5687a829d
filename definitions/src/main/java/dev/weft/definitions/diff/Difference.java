package dev.weft.definitions.diff;

import dev.weft.definitions.model.Definition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two definitions differ in. Their canonical forms are compared: comments, styles, the order of keys, and defaults
 * that are written out are no difference. The order of tasks is one only where it decides which comes first, in {@code
 * mode: sequential}; the order of a {@code for_each} matrix is one always.
 *
 * @param changes in the order of the reference; tasks in the order in which the second definition has them, then those
 *     that are gone
 * @param takeover what a run of the first would keep under the second
 */
public record Difference(List<Change> changes, Takeover takeover) {
    public Difference {
        changes = List.copyOf(changes);
    }

    /** Compares two valid definitions. Pure; in time about linear in their texts. */
    public static Difference between(Definition before, Definition after) {
        Spellings spellings = new Spellings();
        Side first = Side.of(before, spellings);
        Side second = Side.of(after, spellings);
        return new Difference(Changes.between(first, second), Takeover.of(first, second));
    }

    /**
     * Paths of the tasks of the second definition whose own content is another than in the first, or that stand in a block of
     * which that is so: what such a task gave before doesn't hold. What needs them isn't among them.
     */
    public static Set<String> changed(Definition before, Definition after) {
        Spellings spellings = new Spellings();
        return Judge.changed(Side.of(before, spellings), Side.of(after, spellings));
    }

    /**
     * The content of each task, by path: what can change whether it completes and with what, without the tasks that it holds.
     * Equal texts mean equal content; the same content may have two texts.
     */
    public static Map<String, String> contents(Definition definition) {
        Map<String, String> contents = new LinkedHashMap<>();
        Side.of(definition, new Spellings())
                .tasks()
                .forEach((path, task) -> contents.put(path, task.content().toString()));
        return contents;
    }

    /** Whether the two mean the same. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
