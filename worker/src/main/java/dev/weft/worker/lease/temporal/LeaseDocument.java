package dev.weft.worker.lease.temporal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.worker.lease.LeaseState;
import org.jspecify.annotations.Nullable;

/** The state of a lease as a document, for the next of its histories. Thread safe. */
final class LeaseDocument {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .build();

    private LeaseDocument() {}

    static JsonNode write(LeaseState state) {
        return JSON.valueToTree(state);
    }

    static LeaseState read(@Nullable JsonNode document) {
        if (document == null || document.isNull()) {
            return LeaseState.FREE;
        }
        try {
            return JSON.treeToValue(document, LeaseState.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected the state of a lease, but " + e.getOriginalMessage(), e);
        }
    }
}
