package dev.weft.api.representation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start a run.
 *
 * @param inputs by name
 * @param key the same key never starts twice
 * @param revision to run; the current one where it is missing
 * @param labels of the run, over those of the definition
 * @param priority 1 (first) to 5
 */
public record StartRequest(
        @Nullable Map<String, @Nullable Object> inputs,
        @Nullable String key,
        @Nullable Integer revision,
        @Nullable Map<String, String> labels,
        @Nullable Integer priority) {}
