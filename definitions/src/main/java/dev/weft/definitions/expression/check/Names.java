package dev.weft.definitions.expression.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names that an expression may use, with their types, and those that it may not, with the reason. Immutable.
 *
 * @param visible in the order in which they are suggested
 * @param absent names that exist in other places of a definition
 */
public record Names(Map<String, Type> visible, Map<String, Absent> absent) {
    /** No name. */
    public static final Names NONE = new Names(Map.of(), Map.of());

    public Names {
        visible = Collections.unmodifiableMap(new LinkedHashMap<>(visible));
        absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
    }

    /** These, and one more. */
    public Names with(String name, Type type) {
        Map<String, Type> more = new LinkedHashMap<>(visible);
        more.put(name, type);
        return new Names(more, absent);
    }

    /** These, without one, and why. */
    public Names without(String name, Absent reason) {
        Map<String, Type> less = new LinkedHashMap<>(visible);
        less.remove(name);
        Map<String, Absent> more = new LinkedHashMap<>(absent);
        more.put(name, reason);
        return new Names(less, more);
    }
}
