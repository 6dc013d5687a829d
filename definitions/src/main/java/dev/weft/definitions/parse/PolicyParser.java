package dev.weft.definitions.parse;

import dev.weft.definitions.model.Mode;
import dev.weft.definitions.model.Policy;
import dev.weft.definitions.model.RunOnFailure;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code policy}: how a run goes about its tasks. */
final class PolicyParser {
    static final Form.Choice MODE = new Form.Choice(List.of("parallel", "sequential"));
    private static final Form.Choice ON_FAILURE = new Form.Choice(List.of("fail", "pause", "rollback"));
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
                            "What a run does once nothing more can run and a task has failed: `fail` (default), `pause`"
                                    + " (waits for a person) or `rollback` (undoes what has completed)."),
                    Field.optional(
                            "cache",
                            new Form.Structure(() -> CacheParser.CONSTRUCT),
                            "The outputs of an earlier run with the same key are taken."),
                    Field.optional(
                            "concurrency",
                            new Form.Structure(() -> ConcurrencyParser.CONSTRUCT),
                            "How many runs may go on at once that share a key."),
                    Field.optional("priority", PRIORITY, "1 (first) to 5; default 3.")),
            () -> DefinitionParser.CONSTRUCT);

    private PolicyParser() {}

    static Policy parse(Parsing parsing, MapNode.@Nullable Entry entry) {
        MapNode map = parsing.open(entry, CONSTRUCT);
        if (map == null) {
            return Policy.DEFAULT;
        }
        TemplateReader templates = TemplateReader.of(parsing, ExpressionSite.Place.RUN, null);
        Settings settings = new Settings(parsing, templates);
        Mode mode = Scalar.constant(parsing, "mode", map.get("mode"), MODE, Mode.PARALLEL);
        RunOnFailure onFailure = onFailure(parsing, map.get("on_failure"));
        Long priority = Scalar.whole(parsing, "priority", map.get("priority"), PRIORITY);
        return new Policy(
                mode,
                settings.count("max_concurrent", map.get("max_concurrent")),
                settings.positive("timeout", map.get("timeout")),
                onFailure,
                CacheParser.parse(parsing, templates, map.entries().get("cache")),
                ConcurrencyParser.parse(parsing, templates, map.entries().get("concurrency")),
                priority == null ? Policy.DEFAULT.priority() : priority.intValue());
    }

    private static RunOnFailure onFailure(Parsing parsing, @Nullable Node node) {
        if (node instanceof ScalarNode scalar && scalar.text().equals("skip")) {
            parsing.error(
                    ProblemCode.VALUE,
                    node,
                    "Expected " + Suggestion.list(ON_FAILURE.words()) + " for on_failure of policy, but found \"skip\"",
                    "A run can't be skipped: write on_failure: skip in each task that may fail without harm.");
            return RunOnFailure.FAIL;
        }
        return Scalar.constant(parsing, "on_failure", node, ON_FAILURE, RunOnFailure.FAIL);
    }
}
