package dev.weft.worker.lease.temporal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.worker.lease.LeaseState;
import dev.weft.worker.lease.Told;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lease as a document, for the next of its histories.
 *
 * @param untold what runs are to be told yet, in order for each
 */
record LeaseDocument(LeaseState state, List<Told> untold) {
    private static final String UNTOLD = "untold";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .build();

    /** The state; beside it what is untold, where there is some. */
    JsonNode write() {
        ObjectNode document = JSON.valueToTree(state);
        if (!untold.isEmpty()) {
            document.set(UNTOLD, JSON.valueToTree(untold));
        }
        return document;
    }

    static LeaseDocument read(@Nullable JsonNode document) {
        if (document == null || document.isNull()) {
            return new LeaseDocument(LeaseState.FREE, List.of());
        }
        try {
            ObjectNode state = document.deepCopy();
            JsonNode untold = state.remove(UNTOLD);
            return new LeaseDocument(
                    JSON.treeToValue(state, LeaseState.class),
                    untold == null ? List.of() : Arrays.asList(JSON.treeToValue(untold, Told[].class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected the state of a lease, but " + e.getOriginalMessage(), e);
        }
    }
}
