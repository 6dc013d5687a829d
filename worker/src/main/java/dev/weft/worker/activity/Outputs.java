package dev.weft.worker.activity;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.expression.Values;
import dev.weft.worker.protocol.large.LargeLimits;
import dev.weft.worker.protocol.large.LargeValueStore;
import dev.weft.worker.protocol.large.Sendable;
import dev.weft.worker.secret.Redactor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may leave an attempt: values that JSON can hold, not too many, and no secrets. */
final class Outputs {
    /** Temporal takes 2 MiB a payload; encryption and what goes around it take a part of that. */
    static final int LIMIT = 3 << 19;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Outputs() {}

    /**
     * The output as a run may keep it.
     *
     * @param limit the most bytes that it may take as JSON where it can't be kept elsewhere
     * @param store where what is large is kept; {@code null} where that can't be
     * @throws ActionException {@code invalid_output}, {@code too_large}, and what goes wrong with the store
     */
    static @Nullable Object admit(
            @Nullable Object output, Redactor redactor, int limit, @Nullable LargeValueStore store)
            throws ActionException, InterruptedException {
        Object value;
        try {
            value = redactor.redact(Values.toJson(output));
        } catch (IllegalArgumentException e) {
            throw unfit(e);
        }
        if (fits(value, store == null ? limit : LargeLimits.AT_HAND)) {
            return Sendable.write(value);
        }
        if (store == null) {
            throw ActionException.permanent(
                    "too_large",
                    "Expected an output of at most 1.5 MiB, but found more. Write it to a file in the workspace and"
                            + " return its path.");
        }
        Object normal = Values.normalise(value);
        return Sendable.write(LargeParameters.use(store, there -> Optional.ofNullable(there.keep(normal)))
                .orElse(null));
    }

    private static boolean fits(@Nullable Object value, int limit) throws ActionException {
        Meter meter = new Meter(limit);
        try {
            MAPPER.writeValue(meter, value);
            return true;
        } catch (IOException e) {
            if (meter.size > limit) {
                return false;
            }
            throw unfit(e);
        }
    }

    private static ActionException unfit(Exception e) {
        return ActionException.permanent(
                "invalid_output", "Expected an output that JSON can hold, but found another: " + e.getMessage());
    }

    /** Counts bytes, and stops counting where it is too many. */
    private static final class Meter extends OutputStream {
        private final int limit;
        private long size;

        private Meter(int limit) {
            this.limit = limit;
        }

        @Override
        public void write(int b) throws IOException {
            add(1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            add(length);
        }

        private void add(int length) throws IOException {
            size += length;
            if (size > limit) {
                throw new IOException("too large");
            }
        }
    }
}
