package dev.weft.definitions.plugin;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A jar, and what came of it. Immutable.
 *
 * @param file the jar
 * @param brings what it brings, in the order in which the jar names it; nothing where it can't be used
 * @param problem why it can't be used, and what to do; {@code null} where it can
 */
public record Plugin(
        Path file, List<Brought> brings, @Nullable String problem) {
    public Plugin {
        brings = List.copyOf(brings);
    }

    /**
     * One thing.
     *
     * @param what {@code action}, {@code agent handler}, {@code blob store} or {@code secret provider}
     * @param name by which it is asked for
     * @param provider the object itself
     */
    public record Brought(String what, String name, Object provider) {}
}
