package dev.weft.worker.interpreter.state;

import java.time.Instant;
import java.util.List;

/**
 * Tasks that could be taken up, but for a look at large values whose store can't be used now.
 *
 * @param tasks among those that are ready
 * @param why it can't, for people
 * @param since when the first of them waits
 */
public record Asking(List<Integer> tasks, String why, Instant since) {
    public Asking {
        tasks = List.copyOf(tasks);
    }
}
