package dev.weft.definitions.expression;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an expression refers to, in the order of the text.
 *
 * @param roots names of the scope, such as {@code inputs}; variables of macros are none
 * @param tasks ids named as {@code tasks.id}, {@code tasks['id']} or {@code tasks.?id}
 * @param paths of what is read of tasks, an id and the names of fields behind it as far as they are written out:
 *     {@code [review, output, decision]}
 * @param allTasks whether {@code tasks} is used in another way, so that any task may be meant: {@code tasks[inputs.name]}
 */
public record References(Set<String> roots, Set<String> tasks, Set<List<String>> paths, boolean allTasks) {
    public References {
        roots = Collections.unmodifiableSet(new LinkedHashSet<>(roots));
        tasks = Collections.unmodifiableSet(new LinkedHashSet<>(tasks));
        paths = Collections.unmodifiableSet(new LinkedHashSet<>(paths));
    }

    /** No reference: also of a text that isn't CEL. */
    public static final References NONE = new References(Set.of(), Set.of(), Set.of(), false);
}
