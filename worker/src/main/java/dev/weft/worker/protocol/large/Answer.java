package dev.weft.worker.protocol.large;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.jspecify.annotations.Nullable;

/**
 * What a run is answered.
 *
 * @param value with handles in the place of what is large
 * @param code of the failure; {@code null} for none
 * @param message of the failure; {@code null} for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(
        @JsonSerialize(using = Sendable.Writer.class) @JsonDeserialize(using = Sendable.Reader.class) @Nullable Object value,

        @Nullable String code,
        @Nullable String message) {
    /** Code of the failure where there is nowhere to keep anything. */
    public static final String NO_STORE = "no_blob_store";

    /** It went well. */
    public static Answer of(@Nullable Object value) {
        return new Answer(value, null, null);
    }

    /** It can't be answered, however often it is asked. */
    public static Answer failed(String code, String message) {
        return new Answer(null, code, message);
    }
}
