package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a run goes on from, when it doesn't begin at its beginning. To all but the interpreter the state is opaque.
 *
 * @param generation how often the run was sent back, by a rollback or by a person after its end; from 0
 * @param continuation how often it has gone on in a new history, from 0
 * @param state as the interpreter writes it, with the version of its form
 * @param decided answers to updates {@code decide} that were taken, by update id, oldest first
 * @param controlled answers to updates {@code control} that were taken, by update id, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunStart(
        int generation,
        int continuation,
        JsonNode state,
        Map<String, DecisionReceipt> decided,
        Map<String, RunStatus> controlled) {
    public RunStart {
        decided = decided == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(decided));
        controlled = controlled == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(controlled));
    }
}
