package dev.weft.definitions.expression.value;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The map that a {@code transformMap} is about to give: what {@link Gathered} is for lists. */
public final class GatheredMap extends LinkedHashMap<Object, @Nullable Object> {
    private static final long serialVersionUID = 1L;
    private boolean open = true;

    boolean isOpen() {
        return open;
    }

    /** From now on it is a map like any other. */
    public void close() {
        open = false;
    }
}
