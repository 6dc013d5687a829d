package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.builtin.FileOperation.Encoding;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether content can stand in a file, as an encoding has it. */
final class FileContent {
    private static final String POINTER = "/content";

    private FileContent() {}

    /** @param encoding {@code null} for text */
    static void check(Misfits misfits, @Nullable Object content, @Nullable Encoding encoding) {
        if (content == null) {
            return;
        }
        switch (encoding == null ? Encoding.TEXT : encoding) {
            case TEXT -> text(misfits, content);
            case CSV -> csv(misfits, content);
            case BASE64 -> base64(misfits, content);
            case JSON -> {}
        }
    }

    private static void text(Misfits misfits, Object content) {
        if (content instanceof Map || content instanceof List) {
            misfits.value(
                    POINTER,
                    "Expected text for \"content\", but found " + kind(content),
                    "Add encoding: json to write it as JSON"
                            + (content instanceof List ? ", or encoding: csv for rows." : "."));
        }
    }

    private static void base64(Misfits misfits, Object content) {
        try {
            Base64.getDecoder().decode(String.valueOf(content).replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            misfits.value(
                    POINTER,
                    "Expected base64 for \"content\", but found " + kind(content),
                    "Write the bytes as base64, such as SGVsbG8=, or remove encoding: base64.");
        }
    }

    private static void csv(Misfits misfits, Object content) {
        if (!(content instanceof List<?> rows)) {
            misfits.value(
                    POINTER,
                    "Expected a list of rows for \"content\" with encoding: csv, but found " + kind(content),
                    "Write rows as maps or lists, such as [{name: Ada, age: 36}], or remove encoding: csv.");
            return;
        }
        boolean maps = rows.stream().anyMatch(Map.class::isInstance);
        for (int i = 0; i < rows.size(); i++) {
            if (!(rows.get(i) instanceof Map) && (maps || !(rows.get(i) instanceof List))) {
                misfits.value(
                        POINTER + '/' + i,
                        "Expected " + (maps ? "a map, as other rows are," : "a map or a list")
                                + " as a row of \"content\", but found " + kind(rows.get(i)),
                        "Write all rows as maps, such as {name: Ada, age: 36}, or all as lists.");
            }
        }
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> "a map";
            case List<?> list -> "a list";
            case String text -> "other text";
            default -> value.toString();
        };
    }
}
