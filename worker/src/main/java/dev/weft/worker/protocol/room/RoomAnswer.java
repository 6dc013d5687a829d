package dev.weft.worker.protocol.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.definitions.size.Extent;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of room.
 *
 * @param queue task queue of the worker alone, on which the attempt has its room; {@code null} where it can never have any there
 * @param worker for people
 * @param has what the worker has in all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomAnswer(@Nullable String queue, String worker, Extent has) {}
