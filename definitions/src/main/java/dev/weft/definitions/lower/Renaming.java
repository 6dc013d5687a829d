package dev.weft.definitions.lower;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the ids of a document's tasks to ids that 3.0.0 allows, each another one; references follow. Not thread safe. */
public final class Renaming {
    private static final Set<String> RESERVED = Set.of("fallback", "compensate");

    private final Lowering lowering;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, ScalarNode> declared = new HashMap<>();
    private final Set<String> values = new HashSet<>();
    private final UniqueIds unique = new UniqueIds(RESERVED::contains);

    /**
     * @param written ids and names of all tasks; those that are ids already stay what they are
     */
    public Renaming(Lowering lowering, List<ScalarNode> written) {
        this.lowering = lowering;
        List<ScalarNode> others = new ArrayList<>();
        for (ScalarNode one : written) {
            if (declared.putIfAbsent(one.text(), one) != null) {
                continue;
            }
            if (Slug.name(one.text()).equals(one.text()) && unique.take(one.text())) {
                ids.put(one.text(), one.text());
            } else {
                others.add(one);
            }
        }
        for (ScalarNode one : others) {
            String slug = Slug.name(one.text());
            if (slug.isEmpty()) {
                lowering.error(
                        ProblemCode.ID,
                        one,
                        "Expected an id or a name with letters or digits from A to Z, but found \"" + one.text() + '"',
                        ProblemCode.ID.cure());
            }
            String id = unique.of(slug.isEmpty() ? "task" : slug);
            ids.put(one.text(), id);
            lowering.changes().add("ids have letters, digits, _ and -", one.text() + " is now " + id);
        }
        values.addAll(ids.values());
    }

    /** Whether this is where an id is declared first; otherwise reports that it is there already. */
    public boolean declare(ScalarNode written) {
        ScalarNode first = declared.get(written.text());
        if (first == null || first == written) {
            return true;
        }
        int line = lowering.problems().source().line(first.span().start());
        lowering.error(
                ProblemCode.DUPLICATE_KEY,
                written,
                "Expected every id once, but found \"" + written.text() + "\" again",
                "It is already in line " + line + "; rename one of them.");
        return false;
    }

    /** Lets references by another name mean a task; {@code false} where that name is another task's. */
    public boolean alias(String other, String written) {
        String id = ids.get(written);
        String known = id == null ? null : ids.putIfAbsent(other, id);
        return known == null || known.equals(id);
    }

    /** The id of a task, or {@code null} where there is none of this name. */
    public @Nullable String id(String written) {
        return ids.get(written);
    }

    /** Whether a text is the id of a task. */
    public boolean isId(String text) {
        return values.contains(text);
    }

    /** The names of all tasks, as they are written. */
    public Set<String> names() {
        return declared.keySet();
    }

    /** An id or a reference as 3.0.0 has it; one that refers to nothing stays, and is reported with the others. */
    public ScalarNode renamed(ScalarNode written) {
        String id = ids.get(written.text());
        return id == null || id.equals(written.text()) ? written : Made.text(id, written);
    }
}
