package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.model.Concurrency;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.List;
import java.util.Locale;
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
        MapNode map = entry == null ? null : parsing.open(entry.value(), CONSTRUCT, entry.key());
        Node key = map == null ? null : map.get("key");
        if (map == null || key == null) {
            return null;
        }
        Setting<Integer> limit = new Settings(parsing, templates).count("limit", map.get("limit"));
        String whenFull = Scalar.word(parsing, "when_full", map.get("when_full"), WHEN_FULL);
        return new Concurrency(
                templates.any(key),
                limit == null ? new Setting.Fixed<>(1) : limit,
                whenFull == null
                        ? Concurrency.WhenFull.QUEUE
                        : Concurrency.WhenFull.valueOf(whenFull.toUpperCase(Locale.ROOT)));
    }
}
