package dev.weft.definitions.migrate;

import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;

/** A document under another version. */
final class Versioned {
    private Versioned() {}

    static MapNode as(String version, MapNode document) {
        MapBuilder out = new MapBuilder(document);
        document.entries().forEach((name, entry) -> {
            Node value = entry.value();
            out.put(entry.key(), name.equals("version") ? Made.text(version, value) : value);
        });
        return out.build();
    }
}
