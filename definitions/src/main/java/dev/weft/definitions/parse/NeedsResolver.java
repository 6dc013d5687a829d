package dev.weft.definitions.parse;

import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code needs}: ids of siblings, or {@code all}. */
final class NeedsResolver {
    private static final String ALL = "all";

    private final Parsing parsing;
    private final Set<String> ids;
    private final List<String> all;

    /**
     * @param tasks the siblings
     */
    NeedsResolver(Parsing parsing, MapNode tasks) {
        this.parsing = parsing;
        this.ids = tasks.entries().keySet();
        List<String> others = new ArrayList<>();
        tasks.entries().forEach((id, entry) -> {
            if (!(entry.value() instanceof MapNode task && saysAll(task.get("needs")))) {
                others.add(id);
            }
        });
        // One list for all who need all: a definition with many of them stays linear in size.
        this.all = List.copyOf(others);
    }

    Needs read(@Nullable Node node) {
        if (saysAll(node)) {
            return new Needs(List.of(), true);
        }
        return new Needs(Scalar.texts(parsing, "needs", node), false);
    }

    private static boolean saysAll(@Nullable Node node) {
        return node instanceof ScalarNode scalar && scalar.text().equals(ALL);
    }

    /**
     * What a task needs.
     *
     * @param written ids as they stand there
     */
    final class Needs {
        private final List<ScalarNode> written;
        private final boolean all;

        Needs(List<ScalarNode> written, boolean all) {
            this.written = written;
            this.all = all;
        }

        List<ScalarNode> written() {
            return written;
        }

        boolean all() {
            return all;
        }

        /** The ids that exist, each once; also that of the task itself, which is wrong, but to be seen in its graph. */
        List<String> resolve() {
            if (all) {
                return NeedsResolver.this.all;
            }
            Set<String> existing = new LinkedHashSet<>();
            for (ScalarNode id : written) {
                if (ids.contains(id.text())) {
                    existing.add(id.text());
                }
            }
            return List.copyOf(existing);
        }
    }
}
