package dev.weft.cli.cases;

import dev.weft.definitions.source.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happens to the run of a case. */
public sealed interface CaseStep {
    /** Where it is written. */
    Node at();

    /** How long after what it waits for. */
    Duration after();

    /** A part of the reason with which it is expected to be refused; {@code null} where it is to be taken. */
    @Nullable String refused();

    /**
     * Somebody decides a gate, counted from when it asked: the level that is named, or the first.
     *
     * @param decision {@code approve}, {@code reject} or {@code request_changes}
     * @param by {@code null} for as many of those who may as it takes
     * @param roles of the person
     * @param level {@code null} for the one that is asked then
     * @param signed whether it comes through the API
     */
    record Decide(
            Node at,
            TaskPath task,
            String decision,
            @Nullable String by,
            List<String> roles,
            @Nullable String comment,
            @Nullable Map<String, @Nullable Object> inputs,
            @Nullable Integer level,
            boolean signed,
            Duration after,
            @Nullable String refused)
            implements CaseStep {}

    /** An event comes, counted from when a task first waits for one of its type. */
    record Occur(
            Node at,
            String type,
            @Nullable Object data,
            @Nullable String subject,
            Duration after) implements CaseStep {
        @Override
        public @Nullable String refused() {
            return null;
        }
    }

    /**
     * Somebody steers the run, counted from its start, or a task of it, counted from when that waits for a person.
     *
     * @param command {@code pause}, {@code resume}, {@code cancel}, {@code rollback}, {@code undo}, {@code retry}, {@code skip},
     *     {@code complete} or {@code fail}
     */
    record Steer(
            Node at,
            String command,
            @Nullable TaskPath task,
            String by,
            @Nullable Object output,
            Duration after,
            @Nullable String refused)
            implements CaseStep {
        /** Whether it is about a task that waits. */
        public boolean isOfTask() {
            return List.of("retry", "skip", "complete", "fail").contains(command);
        }
    }
}
