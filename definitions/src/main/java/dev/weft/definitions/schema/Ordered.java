package dev.weft.definitions.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep their order, so that the schema is the same text every time. */
final class Ordered {
    private Ordered() {}

    /**
     * A map.
     *
     * @param entries names and values in turn
     */
    static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }
}
