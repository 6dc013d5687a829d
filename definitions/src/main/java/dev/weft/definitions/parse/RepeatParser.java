package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Repeat;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code repeat}: a task again and again. */
final class RepeatParser {
    static final Construct CONSTRUCT = new Construct(
                    "repeat",
                    List.of(
                            Field.optional(
                                    "until",
                                    Form.Simple.CEL,
                                    "Bare CEL, tested after each turn: a goal. Not reached in `max` turns, the task fails with"
                                            + " `repeat_exhausted`."),
                            Field.optional(
                                    "while",
                                    Form.Simple.CEL,
                                    "Bare CEL, tested after each turn: a permit. After `max` turns the task completes."),
                            Field.required("max", new Form.Whole(1, Integer.MAX_VALUE, true), "Turns at most."),
                            Field.optional("delay", Form.Simple.DELAY, "Between turns; by default none."),
                            Field.optional(
                                    "from",
                                    Form.Simple.ANY,
                                    "What the task's own output is before the first turn ends; default `null`.")),
                    () -> TaskFields.TASK,
                    OtherName.OF_REPEAT)
            .exactlyOne("until", "while");

    private RepeatParser() {}

    static @Nullable Repeat parse(Parsing parsing, String path, boolean items, MapNode.@Nullable Entry entry) {
        MapNode map = parsing.open(entry, CONSTRUCT);
        if (entry == null || map == null) {
            return null;
        }
        // What stands before the first turn sees the item, but no turn.
        TemplateReader before = TemplateReader.of(
                parsing, items ? ExpressionSite.Place.BEFORE_TURNS : ExpressionSite.Place.WHOLE, path);
        TemplateReader after = TemplateReader.of(parsing, ExpressionSite.Place.TURN, path);
        Settings settings = new Settings(parsing, before);
        Expression until = after.bare("until", map.get("until"));
        Expression permit = after.bare("while", map.get("while"));
        MapNode.Entry goal = map.entries().get("until");
        MapNode.Entry allowed = map.entries().get("while");
        if ((goal == null) == (allowed == null)) {
            parsing.error(
                    allowed != null ? ProblemCode.CONFLICT : ProblemCode.MISSING_FIELD,
                    allowed != null ? allowed.key() : entry.key(),
                    "Expected either \"until\" or \"while\" in repeat, but found "
                            + (allowed != null ? "both" : "neither"),
                    "until is a goal that must be reached, while a permit to go on.");
        }
        Setting<Integer> max = settings.count("max", map.get("max"));
        Setting<Duration> delay = settings.duration("delay", map.get("delay"));
        Node from = map.get("from");
        Template first = from == null ? null : before.any(from);
        Expression test = until != null ? until : permit;
        return test == null || max == null
                ? null
                : new Repeat(until != null ? Repeat.Kind.UNTIL : Repeat.Kind.WHILE, test, max, delay, first);
    }
}
