package dev.weft.worker.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lease, or waits for it.
 *
 * @param run id
 * @param chain see {@link LeaseClaim#chain}
 * @param path of the task; empty for the run itself
 */
public record LeaseHolder(String run, @Nullable String chain, String path, Instant since) {
    /** For people: {@code run 'x'}, {@code task 'a' of run 'x'}. */
    public String described() {
        return path.isEmpty() ? "run '%s'".formatted(run) : "task '%s' of run '%s'".formatted(path, run);
    }
}
