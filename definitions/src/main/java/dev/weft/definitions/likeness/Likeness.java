package dev.weft.definitions.likeness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value that isn't there yet. Two of them that turn out to be of the same value become one, whatever was found
 * out of either. What is found out first holds: a definition that contradicts itself has no value that fits. Not thread safe.
 */
final class Likeness {
    /** What a value is. */
    enum Kind {
        BOOLEAN,
        INTEGER,
        NUMBER,
        TEXT,
        TIME,
        DURATION,
        LIST,
        MAP
    }

    private @Nullable Likeness one;
    private @Nullable Kind kind;
    private Map<String, Likeness> fields = new LinkedHashMap<>();
    private @Nullable Likeness item;
    private int least;
    private @Nullable Number low;
    private @Nullable Number high;
    private boolean wanted;
    private @Nullable Object same;
    private @Nullable Object value;
    private @Nullable Map<String, @Nullable Object> schema;

    static Likeness of(Kind kind) {
        return new Likeness().is(kind);
    }

    /** Of a value that is written out. */
    static Likeness literal(@Nullable Object value) {
        Likeness likeness = new Likeness();
        likeness.value(value);
        return likeness;
    }

    /** What it has become one with, or itself. */
    Likeness root() {
        Likeness root = this;
        while (root.one != null) {
            root = root.one;
        }
        return root;
    }

    /** The value is of a kind; what has been found out before holds. */
    Likeness is(Kind found) {
        Likeness root = root();
        if (root.kind == null || (root.kind == Kind.NUMBER && found == Kind.INTEGER)) {
            root.kind = found;
        }
        return root;
    }

    @Nullable Kind kind() {
        return root().kind;
    }

    /** A field of the value, which so is a map. */
    Likeness field(String name) {
        Likeness root = is(Kind.MAP);
        Likeness found = root.fields.get(name);
        if (found == null) {
            found = root.value instanceof Map<?, ?> map && map.containsKey(name)
                    ? literal(map.get(name))
                    : new Likeness();
            root.fields.put(name, found);
        }
        return found.root();
    }

    /** Each item of the value, which so is a list, or each value of a map of which no names are known. */
    Likeness item() {
        Likeness root = root();
        if (root.item == null) {
            root.item =
                    root.value instanceof List<?> list && !list.isEmpty() ? literal(list.getFirst()) : new Likeness();
        }
        return root.item.root();
    }

    /** The list has so many items at least. */
    Likeness atLeast(int items) {
        Likeness root = is(Kind.LIST);
        root.least = Math.max(root.least, items);
        return root;
    }

    /** The number is that or more, or that or less, for something to go as it is meant to. */
    void within(@Nullable Number from, @Nullable Number to) {
        Likeness root = root();
        root.low = root.low == null ? from : root.low;
        root.high = root.high == null ? to : root.high;
    }

    /**
     * It is compared with a value.
     *
     * @param meant whether it is to be that value for something to go as it is meant to
     */
    void same(Object other, boolean meant) {
        Likeness root = root();
        if (root.same == null || (meant && !root.wanted)) {
            root.same = other;
            root.wanted = meant;
        }
    }

    /** The value is known. */
    void value(@Nullable Object known) {
        Likeness root = root();
        if (known == null || root.value != null) {
            return;
        }
        root.value = known;
        switch (known) {
            case Boolean ignored -> is(Kind.BOOLEAN);
            case Long ignored -> is(Kind.INTEGER);
            case Number ignored -> is(Kind.NUMBER);
            case String ignored -> is(Kind.TEXT);
            case Map<?, ?> map -> {
                is(Kind.MAP);
                root.fields.forEach((name, field) -> field.value(map.get(name)));
            }
            case List<?> list -> {
                is(Kind.LIST);
                if (root.item != null && !list.isEmpty()) {
                    root.item.value(list.getFirst());
                }
            }
            default -> {
                // Of another kind of value nothing more is known.
            }
        }
    }

    /** The value is declared so; of what is declared twice the first holds. */
    void schema(Map<String, @Nullable Object> declared) {
        Likeness root = root();
        Map<String, @Nullable Object> all = new LinkedHashMap<>(declared);
        if (root.schema != null) {
            all.putAll(root.schema);
        }
        root.schema = all;
    }

    /** Both are of the same value. */
    static Likeness join(Likeness a, Likeness b) {
        Likeness first = a.root();
        Likeness second = b.root();
        if (first == second) {
            return first;
        }
        second.one = first;
        if (second.kind != null) {
            first.is(second.kind);
        }
        first.least = Math.max(first.least, second.least);
        first.low = first.low == null ? second.low : first.low;
        first.high = first.high == null ? second.high : first.high;
        first.schema = first.schema == null ? second.schema : first.schema;
        if (second.same != null) {
            first.same(second.same, second.wanted);
        }
        Map<String, Likeness> others = second.fields;
        second.fields = Map.of();
        others.forEach((name, field) -> first.root().join(name, field));
        Likeness item = second.item;
        if (item != null) {
            Likeness root = first.root();
            Likeness before = root.item;
            root.item = before == null ? item : join(before, item);
        }
        Likeness root = first.root();
        Object known = root.value != null ? root.value : second.value;
        root.value = null;
        root.value(known);
        return root;
    }

    // Joining two fields may join this one with others: a value may hold one that it is like.
    private void join(String name, Likeness field) {
        Likeness before = fields.putIfAbsent(name, field);
        if (before != null) {
            join(before, field);
        }
    }

    /** Both are of the same kind of value. */
    static void alike(Likeness a, Likeness b) {
        Kind kind = a.kind() != null ? a.kind() : b.kind();
        if (kind != null && kind != Kind.LIST && kind != Kind.MAP) {
            a.is(kind);
            b.is(kind);
        }
    }

    /** What is known, for who makes a value of it. */
    Found found() {
        Likeness root = root();
        return new Found(
                root.kind, root.fields, root.item, root.least, root.low, root.high, root.same, root.value, root.schema);
    }

    /**
     * All that is known of a value.
     *
     * @param fields of a map
     * @param item of a list, or a map without known names
     * @param least items of a list
     * @param low the least number that is meant
     * @param high the highest
     * @param same with what it is compared
     * @param value the value itself
     * @param schema that declares it
     */
    record Found(
            @Nullable Kind kind,
            Map<String, Likeness> fields,
            @Nullable Likeness item,
            int least,
            @Nullable Number low,
            @Nullable Number high,
            @Nullable Object same,
            @Nullable Object value,
            @Nullable Map<String, @Nullable Object> schema) {}
}
