package dev.weft.api.representation;

import dev.weft.api.openapi.Demanded;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a gate; who decides is whoever's token it is.
 *
 * @param decision {@code approve}, {@code reject} or {@code request_changes}
 * @param level that is meant, from 1; the one asked now where it is missing
 * @param inputs the gate's fields, filled in
 */
public record DecisionRequest(
        @Demanded @Nullable String decision,
        @Nullable String comment,
        @Nullable Integer level,
        @Nullable Map<String, @Nullable Object> inputs) {}
