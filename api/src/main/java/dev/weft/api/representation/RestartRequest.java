package dev.weft.api.representation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to do a run again.
 *
 * @param from path of the task from which on all is done again; {@code null} for what has to be
 * @param inputs by name, in place of those that the run had
 * @param revision to run; that of the run where it is missing
 */
public record RestartRequest(
        @Nullable String from,
        @Nullable Map<String, @Nullable Object> inputs,
        @Nullable Integer revision) {}
