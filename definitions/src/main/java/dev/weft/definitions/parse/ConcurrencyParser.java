package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.model.Concurrency;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code concurrency}: how many may go on at once that share a key, over all runs. */
final class ConcurrencyParser {
    private static final Form.Choice WHEN_FULL = new Form.Choice(List.of("queue", "reject", "replace"));

    static final Construct CONSTRUCT = new Construct(
            "concurrency",
            List.of(
                    Field.required(
                            "key", Form.Simple.ANY, "Equal keys share the limit, such as `${{ inputs.source }}`."),
                    Field.optional(
                            "limit", new Form.Whole(1, Integer.MAX_VALUE, true), "How many at once; default `1`."),
                    Field.optional(
                            "when_full",
                            WHEN_FULL,
                            "What becomes of one more: `queue` (default) waits, first come, first served; `reject` refuses"
                                    + " it; `replace` cancels the oldest.")));

    private ConcurrencyParser() {}

    static @Nullable Concurrency parse(Parsing parsing, TemplateReader templates, MapNode.@Nullable Entry entry) {
        MapNode map = parsing.open(entry, CONSTRUCT);
        Node key = map == null ? null : map.get("key");
        if (map == null || key == null) {
            return null;
        }
        Setting<Integer> limit = new Settings(parsing, templates).count("limit", map.get("limit"));
        Concurrency.WhenFull whenFull =
                Scalar.constant(parsing, "when_full", map.get("when_full"), WHEN_FULL, Concurrency.WhenFull.QUEUE);
        return new Concurrency(templates.any(key), limit == null ? new Setting.Fixed<>(1) : limit, whenFull);
    }
}
