package dev.weft.worker.interpreter.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.large.KeptState;
import dev.weft.worker.protocol.large.Packed;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run as a document: {@code {"version": 1, "state": {…}}}, or, where that is long, {@code {"version": 1,
 * "packed": "…"}} with the same state as base64 of gzip. What is read back equals what was written. Thread safe.
 */
public final class StateDocument {
    /** Of the form; a change that an older reader can't follow counts it up. */
    private static final int VERSION = 1;

    /** Characters of a state that people may still want to read in the Temporal Web UI. */
    private static final int READABLE = 100_000;

    private StateDocument() {}

    /** Writes a state. */
    public static JsonNode write(RunState state) {
        return document(json(state));
    }

    /** A state as JSON in UTF-8, which may be large: what {@link #document} makes of it is what {@link #write} gives. */
    public static byte[] json(RunState state) {
        try {
            return StateMapper.MAPPER.writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Expected a state that can be written, but " + e.getMessage(), e);
        }
    }

    /** The document of a state that was written as JSON. */
    public static JsonNode document(byte[] json) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("version", VERSION);
        try {
            return json.length <= READABLE
                    ? document.set("state", StateMapper.MAPPER.readTree(json))
                    : document.put(Packed.FIELD, Packed.pack(json));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a state that can be written, but " + e.getMessage(), e);
        }
    }

    /**
     * The document of a state that is kept elsewhere: what must be known of it before it is read stands beside.
     *
     */
    public static JsonNode kept(KeptState kept, RunState state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", VERSION)
                .put("told", state.told() - state.untold().size())
                .put("generation", state.generation())
                .set("kept", StateMapper.MAPPER.valueToTree(kept));
    }

    /** Where the state of a document is kept; {@code null} where it stands in it. */
    public static @Nullable KeptState whereKept(JsonNode document) {
        try {
            return document.has("kept") ? StateMapper.MAPPER.treeToValue(document.path("kept"), KeptState.class) : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected where a state is kept, but " + e.getOriginalMessage(), e);
        }
    }

    /**
     * What must be known of a state before it is read.
     *
     * @param generation which going of the run it is of
     * @param told how many facts were told before it was written
     */
    public record Beside(int generation, int told) {}

    /** What is known of the state of a document. */
    public static Beside beside(JsonNode document) {
        if (document.has("kept")) {
            return new Beside(
                    document.path("generation").asInt(), document.path("told").asInt());
        }
        RunState state = read(document);
        return new Beside(state.generation(), state.told() - state.untold().size());
    }

    /** The document that was kept as text. */
    public static RunState read(String document) {
        try {
            return read(StateMapper.MAPPER.readTree(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected the state of a run, but " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a state that stands in the document.
     *
     * @throws IllegalStateException where it isn't one that this release reads: a worker of a newer release can go on
     */
    public static RunState read(JsonNode document) {
        int version = document.path("version").asInt();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "Expected the state of a run in form %d, but found form %d. Run a worker of the release that wrote it."
                            .formatted(VERSION, version));
        }
        try {
            return document.has(Packed.FIELD)
                    ? StateMapper.MAPPER.readValue(
                            Packed.unpack(document.path(Packed.FIELD).asText()), RunState.class)
                    : StateMapper.MAPPER.treeToValue(document.path("state"), RunState.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected the state of a run, but " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("Expected the state of a run, but " + e.getMessage(), e);
        }
    }
}
