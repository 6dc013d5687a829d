package dev.weft.worker.protocol.large;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.weft.definitions.blob.BlobKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run asks where large values are. It holds all that the answer depends on, so the same question always has the same
 * answer.
 *
 * @param what by names that the kind says
 */
public record Question(
        Kind kind,

        @JsonSerialize(using = Sendable.Writer.class) @JsonDeserialize(using = Sendable.Reader.class)
        Map<String, @Nullable Object> what) {
    /** What is asked. */
    public enum Kind {
        /** The value of {@code computation}. */
        EVALUATE,
        /**
         * The items of a loop over {@code in}: those for which {@code where} holds, in batches of {@code batch}. Answered by {@code
         * numbers} and {@code values}.
         */
        ITEMS,
        /** The list of all items of the lists {@code parts}. */
        JOIN,
        /** That {@code value} is kept; the answer is nothing but that it is. */
        KEEP,
        /** What a run of {@code document} begins with where it is given {@code inputs}. */
        BIND
    }

    public Question {
        what = Collections.unmodifiableMap(new LinkedHashMap<>(what));
    }

    /** Tells it from all others. */
    public String key() {
        return kind + ":" + BlobKey.of(Content.write(what)).sha256();
    }
}
