package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.ScalarEvent;

/** From the parser's scalars to values of the core schema. */
final class Scalars {
    private static final String CORE = "tag:yaml.org,2002:";

    private final ProblemCollector problems;
    private final Offsets offsets;

    Scalars(ProblemCollector problems, Offsets offsets) {
        this.problems = problems;
        this.offsets = offsets;
    }

    ScalarNode read(ScalarEvent event, Pointer path) {
        Span span = offsets.span(event.getStartMark(), event.getEndMark());
        String value = event.getValue();
        boolean filled = value.indexOf(JsonSyntax.FILLER) >= 0
                && problems.source().text().indexOf(JsonSyntax.FILLER) < 0;
        String text = filled ? value.replace(String.valueOf(JsonSyntax.FILLER), "") : value;
        ScalarNode.Style style = switch (event.getScalarStyle()) {
            case PLAIN -> ScalarNode.Style.PLAIN;
            case SINGLE_QUOTED -> ScalarNode.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> ScalarNode.Style.DOUBLE_QUOTED;
            case LITERAL -> ScalarNode.Style.LITERAL;
            case FOLDED -> ScalarNode.Style.FOLDED;
        };
        boolean known = checkTag(event.getTag(), span, path);
        Object resolved = style == ScalarNode.Style.PLAIN && event.getTag() == null ? CoreSchema.resolve(text) : text;
        if (known && event.getTag() != null && !event.getTag().equals(CORE + "str")) {
            resolved = CoreSchema.resolve(text);
        }
        if (style == ScalarNode.Style.PLAIN && (CoreSchema.isHugeInteger(text) || CoreSchema.isNotFinite(text))) {
            problems.add(
                    ProblemCode.NUMBER,
                    Severity.ERROR,
                    span,
                    path,
                    "Expected a finite number of at most 64 bits, but found " + text,
                    ProblemCode.NUMBER.cure());
        }
        return new ScalarNode(resolved, text, style, span, path);
    }

    /** Whether a tag is one of the core schema; reports it otherwise. */
    boolean checkTag(@Nullable String tag, Span span, Pointer path) {
        if (tag == null || tag.equals("!")) {
            return false;
        }
        if (tag.startsWith(CORE)) {
            switch (tag.substring(CORE.length())) {
                case "str", "int", "float", "bool", "null", "map", "seq" -> {
                    return true;
                }
                default -> {}
            }
        }
        if (tag.startsWith("!") && !tag.startsWith("!!")) {
            problems.add(
                    ProblemCode.UNQUOTED,
                    Severity.ERROR,
                    span,
                    path,
                    "Expected a value, but found the YAML tag " + tag,
                    "A value that starts with ! must be quoted, such as \"" + tag + "\".");
        } else {
            problems.add(
                    ProblemCode.TAG,
                    Severity.ERROR,
                    span,
                    path,
                    "Expected a value without a tag, but found " + tag,
                    ProblemCode.TAG.cure());
        }
        return false;
    }
}
