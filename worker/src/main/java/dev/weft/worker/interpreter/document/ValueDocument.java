package dev.weft.worker.interpreter.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A value of the language as JSON text. What is read back equals what was written, times and durations too. Thread safe. */
public final class ValueDocument {
    private record Holder(@Nullable Object value) {}

    private ValueDocument() {}

    /** Writes a value. */
    public static String write(@Nullable Object value) {
        try {
            return StateMapper.MAPPER.writeValueAsString(new Holder(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Expected a value that can be written, but " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a value.
     *
     * @throws IllegalStateException where it isn't one that this release reads
     */
    public static @Nullable Object read(String text) {
        try {
            return StateMapper.MAPPER.readValue(text, Holder.class).value();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a value, but " + e.getOriginalMessage(), e);
        }
    }
}
