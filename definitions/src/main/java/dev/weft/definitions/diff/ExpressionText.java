package dev.weft.definitions.diff;

import dev.weft.definitions.expression.TemplateParser;
import dev.weft.definitions.expression.TemplateParser.Segment;
import dev.weft.definitions.expression.program.Spelling;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A text of a canonical document in which expressions stand, and what it says, however it is written. */
final class ExpressionText {
    /** Fields that hold bare CEL. */
    private static final Set<String> BARE = Set.of("when", "where", "while", "until", "filter", "condition");

    private ExpressionText() {}

    /**
     * Equal texts for equal meanings; {@code null} for a text without expressions.
     *
     * @param field that holds the text; empty for an item of a list
     * @param names of items that count as others
     * @param tasks what each id of a task counts as
     */
    static @Nullable String said(String field, String text, Map<String, String> names, UnaryOperator<String> tasks) {
        if (text.contains("${{")) {
            return "text " + holes(text, names, tasks);
        }
        return BARE.contains(field) ? "bare " + Spelling.of(text, names, tasks) : null;
    }

    private static String holes(String text, Map<String, String> names, UnaryOperator<String> tasks) {
        StringBuilder said = new StringBuilder();
        for (Segment segment : TemplateParser.parse(text).segments()) {
            switch (segment) {
                case Segment.Plain plain -> said.append("plain ").append(plain.text());
                case Segment.Hole hole ->
                    said.append("hole ").append(Spelling.of(hole.expression().text(), names, tasks));
                case Segment.Secret secret -> said.append("secret ").append(secret.name());
            }
            said.append('\0');
        }
        return said.toString();
    }
}
