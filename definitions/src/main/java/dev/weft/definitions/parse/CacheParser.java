package dev.weft.definitions.parse;

import dev.weft.definitions.model.Cache;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cache}: when an earlier output is taken instead of a new one. */
final class CacheParser {
    static final Construct CONSTRUCT = new Construct(
            "cache",
            List.of(
                    Field.required(
                            "key", Form.Simple.ANY, "Equal keys mean the same work, such as `${{ inputs.source }}`."),
                    Field.optional("ttl", Form.Simple.DURATION, "How long an output holds; by default for ever.")));

    private CacheParser() {}

    static @Nullable Cache parse(Parsing parsing, TemplateReader templates, MapNode.@Nullable Entry entry) {
        MapNode map = parsing.open(entry, CONSTRUCT);
        Node key = map == null ? null : map.get("key");
        if (map == null || key == null) {
            return null;
        }
        return new Cache(templates.any(key), new Settings(parsing, templates).positive("ttl", map.get("ttl")));
    }
}
