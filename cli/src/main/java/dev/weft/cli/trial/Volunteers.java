package dev.weft.cli.trial;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those who decide and send events of themselves, besides what a case says. Thread safe. */
public interface Volunteers {
    /** Nobody. */
    Volunteers NONE = new Volunteers() {
        @Override
        public @Nullable Vote asked(String workflow, String path, int level) {
            return null;
        }

        @Override
        public @Nullable Happening awaited(String workflow, String task, String type) {
            return null;
        }

        @Override
        public Map<String, @Nullable Object> answers(Map<String, Map<String, @Nullable Object>> schemas) {
            return Map.of();
        }

        @Override
        public void refused(String workflow, String path, String reason) {
            // Nobody has tried.
        }
    };

    /**
     * How those decide who may, as a level of a gate is asked; {@code null} where nobody does.
     *
     * @param path of the gate, item or turn
     * @param level from 1
     */
    @Nullable Vote asked(String workflow, String path, int level);

    /**
     * The event that comes, as a task begins to wait for one; {@code null} where none does.
     *
     * @param task its path in the definition
     */
    @Nullable Happening awaited(String workflow, String task, String type);

    /** What people fill in, by the JSON Schemas of the fields. */
    Map<String, @Nullable Object> answers(Map<String, Map<String, @Nullable Object>> schemas);

    /** Nobody could decide a gate, and why. */
    void refused(String workflow, String path, String reason);

    /**
     * A decision, by as many as it takes.
     *
     * @param decision {@code approve}, {@code reject} or {@code request_changes}
     * @param after how long after the level is asked
     */
    record Vote(String decision, Duration after) {}

    /**
     * An event.
     *
     * @param after how long after the task began to wait
     */
    record Happening(@Nullable Object data, @Nullable String subject, Duration after) {}
}
