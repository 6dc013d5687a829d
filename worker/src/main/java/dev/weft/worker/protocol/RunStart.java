package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a run goes on from, when it doesn't begin at its beginning. To all but the interpreter the state is opaque.
 *
 * @param continuation how often it has gone on in a new history, from 0
 * @param state as the interpreter writes it, with the version of its form
 * @param decided answers to updates {@code decide} that were taken, by update id, oldest first
 * @param delegated answers to updates {@code delegate} that were taken, by update id, oldest first
 * @param controlled answers to updates {@code control} that were taken, by update id, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunStart(
        int continuation,
        JsonNode state,
        Map<String, DecisionReceipt> decided,
        Map<String, DelegationReceipt> delegated,
        Map<String, RunStatus> controlled) {
    public RunStart {
        decided = decided == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(decided));
        delegated = delegated == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(delegated));
        controlled = controlled == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(controlled));
    }

    /** The first history of a run, or after its end, which has answered nothing yet. */
    public static RunStart of(JsonNode state) {
        return new RunStart(0, state, Map.of(), Map.of(), Map.of());
    }

    /** The same, with one command answered. */
    public RunStart controlled(String id, RunStatus status) {
        Map<String, RunStatus> answers = new LinkedHashMap<>(controlled);
        answers.put(id, status);
        return new RunStart(continuation, state, decided, delegated, answers);
    }
}
