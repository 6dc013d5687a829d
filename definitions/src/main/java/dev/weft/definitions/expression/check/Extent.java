package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.check.Type.Simple;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a type is. Types share their parts, so that a few tasks that pass on what others gave could describe a value
 * of millions of parts: whoever looks at a type would meet each of them. Hence a part that would make a type too large is
 * of any type, and whatever is done with a type costs no more than {@link #MOST} steps.
 *
 * @param depth levels, 1 for a type without parts
 * @param nodes types and words in it, counted as a tree
 * @param json whether JSON has a word for each of its parts
 */
public record Extent(int depth, int nodes, boolean json) {
    /** Levels of a type. */
    static final int DEEPEST = 30;

    /** Nodes of a type, unless it has more fields. */
    static final int MOST = 1_000;

    /** Of names in scope, which aren't one value: each may be as large as a value may. As a part it is too large. */
    static final Extent SCOPE = new Extent(DEEPEST, MOST, false);

    private static final Extent LEAF = new Extent(1, 1, true);
    private static final Extent FOREIGN = new Extent(1, 1, false);

    /** Of a type; it costs one step. */
    public static Extent of(Type type) {
        return switch (type) {
            case Simple simple ->
                switch (simple) {
                    case TIMESTAMP, DURATION, BYTES, TYPE -> FOREIGN;
                    case ANY, NOTHING, NULL, BOOLEAN, INTEGER, DECIMAL, NUMBER, STRING -> LEAF;
                };
            case Type.Words words ->
                words.values().size() < 2 ? LEAF : new Extent(1, words.values().size(), true);
            case Type.ListOf list -> list.extent();
            case Type.MapOf map -> map.extent();
            case Type.OptionalOf optional -> optional.extent();
            case Type.Fields fields -> fields.extent();
            case Type.OneOf oneOf -> oneOf.extent();
        };
    }

    /** A type as the only part of another: of any type where it is too large for that. */
    static Type part(Type type) {
        return of(type).fits(MOST - 1) ? type : Simple.ANY;
    }

    /** Types as parts of one: those for which the others leave no room are of any type. */
    static Map<String, Type> parts(Map<String, Type> types) {
        Map<String, Type> parts = new LinkedHashMap<>();
        int room = MOST - 1 - types.size();
        for (Map.Entry<String, Type> one : types.entrySet()) {
            Extent extent = of(one.getValue());
            boolean fits = extent.nodes() == 1 || extent.fits(room + 1);
            parts.put(one.getKey(), fits ? one.getValue() : Simple.ANY);
            room -= fits ? extent.nodes() - 1 : 0;
        }
        return parts;
    }

    /** The same in the order given. */
    static List<Type> parts(List<Type> types) {
        Map<String, Type> named = new LinkedHashMap<>();
        types.forEach(type -> named.put(String.valueOf(named.size()), type));
        return List.copyOf(parts(named).values());
    }

    /** Of a type that has these parts. */
    static Extent around(Collection<Type> parts) {
        int depth = 0;
        int nodes = 1;
        boolean json = true;
        for (Type part : parts) {
            Extent extent = of(part);
            depth = Math.max(depth, extent.depth());
            nodes += extent.nodes();
            json &= extent.json();
        }
        return new Extent(depth + 1, nodes, json);
    }

    /** Whether it is too large to be a part of anything. */
    boolean isFull() {
        return !fits(MOST - 1);
    }

    private boolean fits(int room) {
        return depth < DEEPEST && nodes <= room;
    }
}
