package dev.weft.definitions.random;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the expressions of a place may read.
 *
 * @param names by their first word, such as {@code inputs} or {@code item}
 * @param tasks by id
 */
record Scope(Map<String, List<Ref>> names, Map<String, List<Ref>> tasks) {
    static final Scope NONE = new Scope(Map.of(), Map.of());

    Scope with(String name, List<Ref> refs) {
        return new Scope(put(names, name, refs), tasks);
    }

    Scope withTask(String id, List<Ref> refs) {
        return new Scope(names, put(tasks, id, refs));
    }

    /** Without tasks that others of the same id, which are nearer, stand before. */
    Scope withoutTasks(Collection<String> ids) {
        Map<String, List<Ref>> left = new LinkedHashMap<>(tasks);
        left.keySet().removeAll(ids);
        return new Scope(names, left);
    }

    List<Ref> of(Kind kind) {
        List<Ref> found = new ArrayList<>();
        names.values().forEach(refs -> add(refs, kind, found));
        tasks.values().forEach(refs -> add(refs, kind, found));
        return found;
    }

    private static void add(List<Ref> refs, Kind kind, List<Ref> found) {
        refs.stream().filter(ref -> kind == Kind.ANY || ref.kind() == kind).forEach(found::add);
    }

    private static Map<String, List<Ref>> put(Map<String, List<Ref>> map, String name, List<Ref> refs) {
        Map<String, List<Ref>> copy = new LinkedHashMap<>(map);
        copy.put(name, refs);
        return copy;
    }
}
