package dev.weft.worker.interpreter.restart;

import dev.weft.worker.interpreter.state.Kept;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How tasks ended before in a run that begins once more, by path; each counts once. Not thread safe. */
public final class KeptEnds {
    private Map<String, Kept> all;
    private final Set<String> spent = new TreeSet<>();

    public KeptEnds(Map<String, Kept> all) {
        this.all = all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** How a task ended before; {@code null} where it has to be done, or that has counted. */
    public @Nullable Kept get(String path) {
        return spent.contains(path) ? null : all.get(path);
    }

    /** One more. */
    public void add(String path, Kept one) {
        Map<String, Kept> more = new LinkedHashMap<>(still());
        more.put(path, one);
        all = Collections.unmodifiableMap(more);
        spent.remove(path);
    }

    /** It has counted. */
    public void spend(String path) {
        spent.add(path);
    }

    /** Those that haven't counted. */
    public Map<String, Kept> still() {
        if (spent.isEmpty()) {
            return all;
        }
        Map<String, Kept> still = new LinkedHashMap<>(all);
        still.keySet().removeAll(spent);
        return Collections.unmodifiableMap(still);
    }
}
