package dev.weft.definitions.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a front end changed, in words: the same change of many tasks is one line. Not thread safe. */
public final class Changes {
    private static final int NAMED = 4;

    private final Map<String, Set<String>> changes = new LinkedHashMap<>();

    /** Adds a change of the document. */
    public void add(String what) {
        changes.computeIfAbsent(what, same -> new LinkedHashSet<>());
    }

    /** Adds a change of one task. */
    public void add(String what, String task) {
        changes.computeIfAbsent(what, same -> new LinkedHashSet<>()).add(task);
    }

    /** One line each, in the order in which they were first made. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        changes.forEach((what, tasks) -> lines.add(tasks.isEmpty() ? what : what + ": " + list(tasks)));
        return lines;
    }

    private static String list(Set<String> tasks) {
        List<String> named = tasks.stream().limit(NAMED).toList();
        int more = tasks.size() - named.size();
        return String.join(", ", named) + (more == 0 ? "" : " and " + more + " more");
    }
}
