package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.definitions.expression.TemplateParser;
import dev.weft.definitions.expression.TemplateParser.Segment;
import dev.weft.definitions.expression.program.Spelling;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Expressions that say the same, spelt as they were first: how they are written is no difference. One for both
 * definitions, not thread safe.
 */
final class Spellings {
    /** Fields that hold bare CEL. */
    private static final Set<String> BARE = Set.of("when", "where", "while", "until", "filter", "condition");

    private final Map<String, String> first = new HashMap<>();

    /** Changes the texts below a document. */
    void apply(ObjectNode document) {
        document.properties().forEach(entry -> entry.setValue(spelt(entry.getKey(), entry.getValue())));
    }

    private JsonNode spelt(String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            apply(object);
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, spelt("", list.get(i)));
            }
        } else if (value.isTextual()) {
            String text = value.asText();
            if (text.contains("${{")) {
                return TextNode.valueOf(first.computeIfAbsent("text " + holes(text), key -> text));
            }
            if (BARE.contains(name)) {
                return TextNode.valueOf(first.computeIfAbsent("bare " + Spelling.of(text), key -> text));
            }
        }
        return value;
    }

    private static String holes(String text) {
        StringBuilder said = new StringBuilder();
        for (Segment segment : TemplateParser.parse(text).segments()) {
            switch (segment) {
                case Segment.Plain plain -> said.append("plain ").append(plain.text());
                case Segment.Hole hole ->
                    said.append("hole ").append(Spelling.of(hole.expression().text()));
                case Segment.Secret secret -> said.append("secret ").append(secret.name());
            }
            said.append('\0');
        }
        return said.toString();
    }
}
