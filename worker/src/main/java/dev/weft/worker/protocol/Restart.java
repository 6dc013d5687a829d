package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Argument of query {@code restarted}.
 *
 * @param request what the new run is started with, but for where it goes on from
 * @param from path of the task from which on all is done again; {@code null} for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Restart(RunRequest request, @Nullable String from) {}
