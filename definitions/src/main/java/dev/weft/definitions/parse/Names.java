package dev.weft.definitions.parse;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.event.EventTypeText;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.label.LabelText;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import org.jspecify.annotations.Nullable;

/** Names of what stands outside of the document: agents, secrets, labels, types of events. */
final class Names {
    static final Form.Pattern AGENT = new Form.Pattern(Agent.NAME);
    static final Form.Pattern SECRET = new Form.Pattern("[A-Za-z_][A-Za-z0-9_]*");
    static final Form.Pattern EVENT_TYPE = new Form.Pattern(EventTypeText.PATTERN);

    static final Form.Pattern LABEL = new Form.Pattern(LabelText.NAME);
    static final Form.Pattern LABEL_VALUE = new Form.Pattern(LabelText.VALUE);

    private Names() {}

    /** The type of an event, or {@code null} where it is absent or wrong. */
    static @Nullable String eventType(Parsing parsing, @Nullable Node node) {
        return name(parsing, "type", node, EVENT_TYPE, "a type of events such as content.created", EventTypeText.CURE);
    }

    /** The name of a secret, or {@code null} where it is absent or wrong. */
    static @Nullable String secret(Parsing parsing, @Nullable Node node) {
        return name(
                parsing,
                "secret",
                node,
                SECRET,
                "the name of a secret",
                "Write letters, digits and _, no digit first, such as secret: HOOK_SECRET.");
    }

    /** Reports names and values of labels that can't be any. */
    static void labels(Parsing parsing, @Nullable Node node) {
        if (node instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries().values()) {
                check(parsing, entry.key(), LABEL, "the name of a label", LabelText.NAME_CURE);
                if (entry.value() instanceof ScalarNode value
                        && value.isText()
                        && !value.text().isBlank()) {
                    check(parsing, value, LABEL_VALUE, "the value of a label", LabelText.VALUE_CURE);
                }
            }
        }
    }

    /** Reports the name of an agent that none can have, where it is written out. */
    static void agent(Parsing parsing, @Nullable Node node, @Nullable Template template) {
        if (node instanceof ScalarNode scalar && template instanceof Template.Literal) {
            String field = parsing.problems().names().of("agent");
            check(
                    parsing,
                    scalar,
                    AGENT,
                    "the name of an agent" + (field.equals("agent") ? "" : " for " + field),
                    "Names of agents are of letters, digits, _, . and -, at most 200 of them.");
        }
    }

    private static @Nullable String name(
            Parsing parsing, String field, @Nullable Node node, Form.Pattern form, String what, String cure) {
        String text = Scalar.text(parsing, field, node);
        return text != null && node instanceof ScalarNode scalar && check(parsing, scalar, form, what, cure)
                ? text
                : null;
    }

    private static boolean check(Parsing parsing, ScalarNode name, Form.Pattern form, String what, String cure) {
        boolean fits = name.text().matches(form.pattern());
        if (!fits) {
            parsing.error(
                    ProblemCode.ID,
                    name,
                    "Expected " + what + ", but found \"" + name.text().replace("\n", "\\n") + '"',
                    cure);
        }
        return fits;
    }
}
