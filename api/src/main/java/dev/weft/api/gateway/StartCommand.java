package dev.weft.api.gateway;

import dev.weft.worker.protocol.RunRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run to be started.
 *
 * @param run its id
 * @param name of the definition, for people
 * @param description of the definition, Markdown
 * @param begun when it was started first, for a run that is started once more under its id; {@code null} for a new run
 */
public record StartCommand(
        String run,
        String name,
        String description,
        RunRequest request,
        @Nullable Instant begun) {
    /** A new run. */
    public StartCommand(String run, String name, String description, RunRequest request) {
        this(run, name, description, request, null);
    }
}
