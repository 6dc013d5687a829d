package dev.weft.worker.action.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.FileOperation;
import dev.weft.definitions.action.builtin.FileOperation.Encoding;
import dev.weft.worker.action.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes of files as values of definitions, and back. */
public final class Content {
    private Content() {}

    /**
     * The value that bytes stand for.
     *
     * @param csv how rows stand, with {@link Encoding#CSV}; {@code null} for the usual way
     * @param path for messages
     * @throws ActionException {@code invalid_content} when they aren't of the encoding
     */
    public static @Nullable Object decode(byte[] bytes, Encoding encoding, FileOperation.@Nullable Csv csv, String path)
            throws ActionException {
        return switch (encoding) {
            case TEXT -> text(bytes, path);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case CSV -> CsvContent.of(csv).decode(text(bytes, path), path);
            case JSON -> {
                try {
                    yield Json.read(text(bytes, path));
                } catch (JsonProcessingException e) {
                    throw invalid(
                            "Expected JSON in '" + path + "', but found something else: " + Json.explain(e) + ".");
                }
            }
        };
    }

    private static String text(byte[] bytes, String path) throws ActionException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid("Expected UTF-8 text in '" + path + "', but found other bytes. Use encoding: base64.");
        }
    }

    /**
     * The bytes that stand for a value.
     *
     * @param csv how rows stand, with {@link Encoding#CSV}; {@code null} for the usual way
     * @throws ActionException {@code invalid_parameters} when the encoding can't hold it
     */
    public static byte[] encode(@Nullable Object value, Encoding encoding, FileOperation.@Nullable Csv csv)
            throws ActionException {
        return switch (encoding) {
            case TEXT -> {
                if (value == null || value instanceof Map || value instanceof List) {
                    throw ActionException.invalidParameters("Expected text at /content, but found "
                            + (value == null ? "null" : value instanceof Map ? "a map" : "a list")
                            + ". Use encoding: json for structures.");
                }
                yield value.toString().getBytes(StandardCharsets.UTF_8);
            }
            case BASE64 -> {
                try {
                    yield Base64.getDecoder().decode(String.valueOf(value).replaceAll("\\s", ""));
                } catch (IllegalArgumentException e) {
                    throw ActionException.invalidParameters("Expected base64 at /content, but found other text.");
                }
            }
            case CSV -> CsvContent.of(csv).encode(value).getBytes(StandardCharsets.UTF_8);
            case JSON -> {
                try {
                    yield (new String(Json.pretty(value), StandardCharsets.UTF_8) + "\n")
                            .getBytes(StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw ActionException.invalidParameters(
                            "Expected a value that JSON can hold at /content, but found another.");
                }
            }
        };
    }

    static ActionException invalid(String message) {
        return ActionException.permanent("invalid_content", message);
    }
}
