package dev.weft.definitions.expression.check;

import java.util.Map;

/**
 * How functions are written that aren't there under the name: macros with another number of arguments, and what other
 * languages call them.
 */
final class Usage {
    private static final Map<String, String> USAGE = Map.ofEntries(
            Map.entry("all", "list.all(x, x > 0)"),
            Map.entry("every", "list.all(x, x > 0)"),
            Map.entry("exists", "list.exists(x, x > 0)"),
            Map.entry("any", "list.exists(x, x > 0)"),
            Map.entry("some", "list.exists(x, x > 0)"),
            Map.entry("exists_one", "list.exists_one(x, x > 0)"),
            Map.entry("filter", "list.filter(x, x > 0)"),
            Map.entry("map", "list.map(x, x + 1)"),
            Map.entry("has", "has(a.b)"),
            Map.entry("sortBy", "list.sortBy(x, x.name)"),
            Map.entry("sorted", "list.sort()"),
            Map.entry("unique", "list.distinct()"),
            Map.entry("optMap", "a.?b.optMap(x, x + 1)"),
            Map.entry("optFlatMap", "a.?b.optFlatMap(x, x.?c)"),
            Map.entry("transformList", "map.transformList(key, value, value + 1)"),
            Map.entry("transformMap", "map.transformMap(key, value, value + 1)"),
            Map.entry("transformMapEntry", "map.transformMapEntry(key, value, {value: key})"),
            Map.entry("len", "size(x)"),
            Map.entry("length", "size(x)"),
            Map.entry("count", "size(x)"),
            Map.entry("isEmpty", "size(x) == 0"),
            Map.entry("upper", "text.upperAscii()"),
            Map.entry("uppercase", "text.upperAscii()"),
            Map.entry("toUpperCase", "text.upperAscii()"),
            Map.entry("lower", "text.lowerAscii()"),
            Map.entry("lowercase", "text.lowerAscii()"),
            Map.entry("toLowerCase", "text.lowerAscii()"),
            Map.entry("strip", "text.trim()"),
            Map.entry("includes", "text.contains('a'), or x in list"),
            Map.entry("default", "a.?b.orValue(c)"),
            Map.entry("coalesce", "a.?b.orValue(c)"),
            Map.entry("str", "string(x)"),
            Map.entry("toString", "string(x)"),
            Map.entry("float", "double(x)"),
            Map.entry("number", "double(x)"),
            Map.entry("max", "math.greatest(a, b)"),
            Map.entry("min", "math.least(a, b)"),
            Map.entry("round", "math.round(x)"),
            Map.entry("floor", "math.floor(x)"),
            Map.entry("ceil", "math.ceil(x)"),
            Map.entry("abs", "math.abs(x)"),
            Map.entry("range", "lists.range(n)"),
            Map.entry("now", "now, without parentheses"));

    private Usage() {}

    /** What to write instead; empty where the name isn't known. */
    static String of(String name) {
        String usage = USAGE.get(name);
        return usage == null ? "" : "Write " + usage;
    }

    /** The name of a function as authors write it. */
    static String written(String name) {
        return switch (name) {
            case "math.@max" -> "math.greatest";
            case "math.@min" -> "math.least";
            case "lists.@sortByAssociatedKeys" -> "sortBy";
            case "@present" -> "optMap";
            default -> name;
        };
    }
}
