package dev.weft.definitions.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON that a program wrote into nodes: many times faster than {@link NodeReader}, and without places. */
public final class JsonReader {
    // A key may be as long as a document lets it; what is canonical must be readable.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(SourceText.MAX_LENGTH)
                    .build())
            .build();

    private JsonReader() {}

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when it isn't JSON
     */
    public static Node read(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            return node(parser, Pointer.ROOT);
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected JSON, but found something else: " + e.getMessage(), e);
        }
    }

    private static Node node(JsonParser parser, Pointer path) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("Expected JSON, but found nothing");
        }
        return switch (token) {
            case START_OBJECT -> map(parser, path);
            case START_ARRAY -> list(parser, path);
            case VALUE_STRING ->
                new ScalarNode(parser.getText(), parser.getText(), ScalarNode.Style.DOUBLE_QUOTED, Span.NONE, path);
            case VALUE_NUMBER_INT -> plain(parser.getLongValue(), parser, path);
            case VALUE_NUMBER_FLOAT -> plain(parser.getDoubleValue(), parser, path);
            case VALUE_TRUE -> plain(true, parser, path);
            case VALUE_FALSE -> plain(false, parser, path);
            case VALUE_NULL -> new ScalarNode(null, "null", ScalarNode.Style.PLAIN, Span.NONE, path);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalArgumentException("Expected a JSON value, but found " + token);
        };
    }

    private static ScalarNode plain(Object value, JsonParser parser, Pointer path) throws IOException {
        return new ScalarNode(value, parser.getText(), ScalarNode.Style.PLAIN, Span.NONE, path);
    }

    private static MapNode map(JsonParser parser, Pointer path) throws IOException {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        int size = 1;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Pointer below = path.field(name);
            Node value = node(parser, below);
            size += value.size();
            ScalarNode key = new ScalarNode(name, name, ScalarNode.Style.DOUBLE_QUOTED, Span.NONE, below);
            entries.put(name, new MapNode.Entry(key, value));
        }
        return new MapNode(entries, Span.NONE, path, size);
    }

    private static ListNode list(JsonParser parser, Pointer path) throws IOException {
        List<Node> items = new ArrayList<>();
        int size = 1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Node item = node(parser, path.item(items.size()));
            size += item.size();
            items.add(item);
        }
        return new ListNode(items, Span.NONE, path, size);
    }
}
