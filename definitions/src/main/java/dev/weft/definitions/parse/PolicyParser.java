package dev.weft.definitions.parse;

import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.Policy;
import dev.weft.definitions.model.RunOnFailure;
import dev.weft.definitions.source.MapNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code policy}: how a run goes about its tasks. */
final class PolicyParser {
    private static final Form.Choice MODE = new Form.Choice(List.of("parallel", "sequential"), List.of());
    private static final Form.Choice ON_FAILURE = new Form.Choice(List.of("fail"), List.of("pause", "rollback"));
    private static final Form.Whole PRIORITY = new Form.Whole(1, 5, false);

    static final Construct CONSTRUCT = new Construct(
            "policy",
            List.of(
                    Field.optional(
                            "mode",
                            MODE,
                            "`parallel` (default): the graph alone orders tasks; `sequential`: one at a time, of the tasks"
                                    + " whose needs have ended the first written."),
                    Field.optional(
                            "max_concurrent",
                            new Form.Whole(1, Integer.MAX_VALUE, true),
                            "Tasks of one run at once; by default no bound."),
                    Field.optional("timeout", Form.Simple.DURATION, "Of the whole run."),
                    Field.optional(
                            "on_failure",
                            ON_FAILURE,
                            "What a run does once nothing more can run and a task has failed."),
                    Field.optional("priority", PRIORITY, "1 (first) to 5; default 3.")),
            List.of("cache", "concurrency"));

    private PolicyParser() {}

    static Policy parse(Parsing parsing, MapNode.@Nullable Entry entry) {
        MapNode map = entry == null ? null : parsing.open(entry.value(), CONSTRUCT, entry.key());
        if (map == null) {
            return Policy.DEFAULT;
        }
        TemplateReader templates = TemplateReader.of(parsing, ExpressionSite.Place.RUN, null);
        Settings settings = new Settings(parsing, templates);
        String mode = Scalar.word(parsing, "mode", map.get("mode"), MODE);
        Scalar.word(parsing, "on_failure", map.get("on_failure"), ON_FAILURE);
        Long priority = Scalar.whole(parsing, "priority", map.get("priority"), PRIORITY);
        return new Policy(
                "sequential".equals(mode) ? Mode.SEQUENTIAL : Mode.PARALLEL,
                settings.count("max_concurrent", map.get("max_concurrent")),
                settings.positive("timeout", map.get("timeout")),
                RunOnFailure.FAIL,
                priority == null ? Policy.DEFAULT.priority() : priority.intValue());
    }
}
