package dev.weft.definitions.agent;

import dev.weft.definitions.action.shape.Violation;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.Pointer;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.Span;
import org.jspecify.annotations.Nullable;

/** Puts what is wrong with an agent's file at its place. */
final class AgentReport {
    private final MapNode document;
    private final ProblemCollector problems;

    AgentReport(MapNode document, ProblemCollector problems) {
        this.document = document;
        this.problems = problems;
    }

    /** An error at the value that a JSON pointer leads to, or at the nearest one above. */
    void error(ProblemCode code, String pointer, String message, String hint) {
        add(code, Severity.ERROR, pointer, false, message, hint);
    }

    /** A warning at the value that a JSON pointer leads to, or at the nearest one above. */
    void warning(ProblemCode code, String pointer, String message, String hint) {
        add(code, Severity.WARNING, pointer, false, message, hint);
    }

    /** An error about the name of a field. */
    void errorAtKey(ProblemCode code, String pointer, String message, String hint) {
        add(code, Severity.ERROR, pointer, true, message, hint);
    }

    private void add(ProblemCode code, Severity severity, String pointer, boolean atKey, String message, String hint) {
        Node node = document;
        Pointer path = Pointer.ROOT;
        Span span = document.span();
        for (String segment : pointer.split("/", -1)) {
            if (segment.isEmpty()) {
                continue;
            }
            String name = segment.replace("~1", "/").replace("~0", "~");
            Node next = child(node, name);
            path = path.field(name);
            if (next == null) {
                break;
            }
            MapNode.Entry entry = node instanceof MapNode map ? map.entries().get(name) : null;
            node = next;
            span = atKey && entry != null ? entry.key().span() : next.span();
        }
        problems.add(code, severity, span, path, message, hint);
    }

    void violation(Violation violation) {
        ProblemCode code = switch (violation.kind()) {
            case MISSING -> ProblemCode.MISSING_FIELD;
            case UNKNOWN -> ProblemCode.UNKNOWN_FIELD;
            case TYPE -> ProblemCode.TYPE;
            case RECORD -> ProblemCode.CONFLICT;
        };
        String name = violation.pointer().substring(violation.pointer().lastIndexOf('/') + 1);
        switch (violation.kind()) {
            case UNKNOWN ->
                errorAtKey(
                        code,
                        violation.pointer(),
                        violation.plain(),
                        Suggestion.didYouMean(name, violation.known(), code.cure()));
            case MISSING -> {
                String above =
                        violation.pointer().substring(0, violation.pointer().lastIndexOf('/'));
                error(code, above, "Expected the field \"" + name + "\", but found none", code.cure());
            }
            case TYPE, RECORD -> error(code, violation.pointer(), violation.plain(), violation.hint());
        }
    }

    private static @Nullable Node child(Node node, String name) {
        return switch (node) {
            case MapNode map -> map.get(name);
            case ListNode list -> {
                boolean index = name.matches("\\d{1,6}")
                        && Integer.parseInt(name) < list.items().size();
                yield index ? list.items().get(Integer.parseInt(name)) : null;
            }
            case ScalarNode scalar -> null;
        };
    }
}
