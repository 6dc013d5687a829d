package dev.weft.definitions.expression.value;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The list that a {@code map} or {@code filter} is about to give. While it is open, {@code +} appends to it in place, so
 * that n items cost n and not n² copies. That is safe because until the macro ends, and closes it, it is reachable only
 * as the macro's hidden accumulator, which authors can't name.
 */
public final class Gathered extends ArrayList<@Nullable Object> {
    private static final long serialVersionUID = 1L;
    private boolean open = true;

    /** Whether {@code +} may append in place. */
    boolean isOpen() {
        return open;
    }

    /** From now on it is a list like any other. */
    public void close() {
        open = false;
    }
}
