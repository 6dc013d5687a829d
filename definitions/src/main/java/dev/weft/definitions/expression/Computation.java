package dev.weft.definitions.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that is still to be computed, where the large values are that it looks into: a parameter of an attempt that is made
 * there.
 *
 * @param names what its expressions see: no more than they read
 */
public record Computation(Formula formula, Map<String, @Nullable Object> names) {
    public Computation {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }
}
