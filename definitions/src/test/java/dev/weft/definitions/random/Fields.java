package dev.weft.definitions.random;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The fields of a construct: a map whose order means nothing. A map that isn't one keeps its order. */
class Fields extends LinkedHashMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1;

    /** One more field, and this. */
    Fields and(String name, @Nullable Object value) {
        put(name, value);
        return this;
    }
}
