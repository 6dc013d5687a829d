package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.action.builtin.FileOperation.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a file operation gives, by its operation and encoding. */
final class FileOutput {
    private static final Map<String, Object> TYPE = Outputs.word("file", "folder", "link", "other");

    private FileOutput() {}

    static Output of(WrittenParameters given) {
        String word = given.text("operation").orElse("");
        List<Output> possible = Arrays.stream(Operation.values())
                .filter(operation -> word.isEmpty() || operation.label().equals(word))
                .map(operation -> of(operation, given))
                .toList();
        return possible.size() == 1 ? possible.getFirst() : new Output.OneOf(possible);
    }

    private static Output of(Operation operation, WrittenParameters given) {
        return switch (operation) {
            case READ -> Outputs.map("path", Outputs.TEXT, "size", Outputs.WHOLE, "content", content(given));
            case WRITE, APPEND -> Outputs.map("path", Outputs.TEXT, "size", Outputs.WHOLE);
            case COPY -> Outputs.map("path", Outputs.TEXT, "from", Outputs.TEXT, "size", Outputs.WHOLE);
            case MOVE -> Outputs.map("path", Outputs.TEXT, "from", Outputs.TEXT);
            case DELETE -> Outputs.map("path", Outputs.TEXT, "deleted", Outputs.BOOLEAN);
            case LIST -> Outputs.map("path", Outputs.TEXT, "entries", Outputs.list(entry()));
            case STAT -> new Output.Schema(stat());
            case CHECKSUM ->
                Outputs.map(
                        "path", Outputs.TEXT,
                        "algorithm", Outputs.word("sha-256", "sha-512"),
                        "checksum", Outputs.TEXT,
                        "size", Outputs.WHOLE);
        };
    }

    private static Map<String, Object> content(WrittenParameters given) {
        if (given.unknown() || given.computed("encoding") || given.computed("csv")) {
            return Outputs.ANY;
        }
        return switch (given.text("encoding").orElse("text")) {
            case "json" -> Outputs.ANY;
            case "csv" -> given.given("csv") ? Outputs.list(Outputs.ANY) : Outputs.list(row());
            default -> Outputs.TEXT;
        };
    }

    private static Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", "object");
        row.put("additionalProperties", Outputs.TEXT);
        return row;
    }

    private static Map<String, Object> entry() {
        return Outputs.object("path", Outputs.TEXT, "type", TYPE, "size", Outputs.WHOLE, "modified", Outputs.TIME);
    }

    // Of what isn't there, there is nothing but that.
    private static Map<String, Object> stat() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", Outputs.TEXT);
        fields.put("exists", Outputs.BOOLEAN);
        fields.put("type", TYPE);
        fields.put("size", Outputs.WHOLE);
        fields.put("modified", Outputs.TIME);
        return Outputs.object(fields, List.of("path", "exists"));
    }
}
