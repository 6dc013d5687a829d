package dev.weft.worker.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a block's attempts, evaluated once.
 *
 * @param timeout of one attempt; {@code null} for none
 * @param retry resolved policy
 */
public record BlockCall(@Nullable Duration timeout, Call.Retries retry) {}
