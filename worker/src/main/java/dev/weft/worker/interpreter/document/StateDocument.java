package dev.weft.worker.interpreter.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.worker.interpreter.state.RunState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

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
        try {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("version", VERSION);
            byte[] json = StateMapper.MAPPER.writeValueAsBytes(state);
            return json.length <= READABLE
                    ? document.set("state", StateMapper.MAPPER.readTree(json))
                    : document.put("packed", pack(json));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a state that can be written, but " + e.getMessage(), e);
        }
    }

    /**
     * Reads a state.
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
            return document.has("packed")
                    ? StateMapper.MAPPER.readValue(
                            unpack(document.path("packed").asText()), RunState.class)
                    : StateMapper.MAPPER.treeToValue(document.path("state"), RunState.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected the state of a run, but " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("Expected the state of a run, but " + e.getMessage(), e);
        }
    }

    private static String pack(byte[] json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static byte[] unpack(String packed) throws IOException {
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return gzip.readAllBytes();
        }
    }
}
