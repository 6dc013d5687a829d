package dev.weft.definitions.expression.program;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How functions are written that aren't there under the name: macros with another number of arguments, and what other
 * languages call them.
 */
public final class Usage {
    private static final Pattern PLACE = Pattern.compile("\\$(\\d)");
    private static final List<String> ANY = List.of("x", "y", "z");

    /** With {@code $0} for the receiver or first argument, {@code $1} for the next. */
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
            Map.entry("sorted", "$0.sort()"),
            Map.entry("unique", "$0.distinct()"),
            Map.entry("optMap", "a.?b.optMap(x, x + 1)"),
            Map.entry("optFlatMap", "a.?b.optFlatMap(x, x.?c)"),
            Map.entry("transformList", "map.transformList(key, value, value + 1)"),
            Map.entry("transformMap", "map.transformMap(key, value, value + 1)"),
            Map.entry("transformMapEntry", "map.transformMapEntry(key, value, {value: key})"),
            Map.entry("len", "size($0)"),
            Map.entry("length", "size($0)"),
            Map.entry("count", "size($0)"),
            Map.entry("isEmpty", "size($0) == 0"),
            Map.entry("empty", "size($0) == 0"),
            Map.entry("is_null", "$0 == null"),
            Map.entry("isNull", "$0 == null"),
            Map.entry("defined", "has($0)"),
            Map.entry("upper", "$0.upperAscii()"),
            Map.entry("uppercase", "$0.upperAscii()"),
            Map.entry("toUpperCase", "$0.upperAscii()"),
            Map.entry("lower", "$0.lowerAscii()"),
            Map.entry("lowercase", "$0.lowerAscii()"),
            Map.entry("toLowerCase", "$0.lowerAscii()"),
            Map.entry("strip", "$0.trim()"),
            Map.entry("startswith", "$0.startsWith($1)"),
            Map.entry("endswith", "$0.endsWith($1)"),
            Map.entry("substr", "$0.substring($1)"),
            Map.entry("match", "$0.matches($1)"),
            Map.entry("regex", "$0.matches($1)"),
            Map.entry("includes", "$0.contains($1) of text, or $1 in $0 of a list"),
            Map.entry("concat", "$0 + $1"),
            Map.entry("push", "$0 + [$1]"),
            Map.entry("append", "$0 + [$1]"),
            Map.entry("get", "$0[$1]"),
            Map.entry("keys", "$0.map(key, key)"),
            Map.entry("values", "$0.map(key, $0[key])"),
            Map.entry("flatMap", "$0.map(x, x.items).flatten()"),
            Map.entry("find", "$0.filter(x, x > 0)[0]"),
            Map.entry("ternary", "$0 ? $1 : $2"),
            Map.entry("default", "a.?b.orValue(c)"),
            Map.entry("coalesce", "a.?b.orValue(c)"),
            Map.entry("str", "string($0)"),
            Map.entry("toString", "string($0)"),
            Map.entry("float", "double($0)"),
            Map.entry("number", "double($0)"),
            Map.entry("parseInt", "int($0)"),
            Map.entry("parseFloat", "double($0)"),
            Map.entry("max", "math.greatest($0, $1)"),
            Map.entry("min", "math.least($0, $1)"),
            Map.entry("math.max", "math.greatest(x, y)"),
            Map.entry("math.min", "math.least(x, y)"),
            Map.entry("math.avg", "sum($0) / size($0)"),
            Map.entry("math.mean", "sum($0) / size($0)"),
            Map.entry("math.average", "sum($0) / size($0)"),
            Map.entry("average", "sum($0) / size($0)"),
            Map.entry("mean", "sum($0) / size($0)"),
            Map.entry("math.sum", "sum($0)"),
            Map.entry("math.mod", "$0 % $1"),
            Map.entry("math.ceiling", "math.ceil($0)"),
            Map.entry("math.truncate", "math.trunc($0)"),
            Map.entry("sqrt", "math.sqrt($0)"),
            Map.entry("round", "math.round($0)"),
            Map.entry("floor", "math.floor($0)"),
            Map.entry("ceil", "math.ceil($0)"),
            Map.entry("abs", "math.abs($0)"),
            Map.entry("avg", "sum($0) / size($0)"),
            Map.entry("range", "lists.range($0)"));

    private static final String NO_FUNCTION = "Expressions have none: let an agent or a command work it out";
    private static final String NO_FOLD =
            "Write sum(list) for a sum, list.join(', ') for a text; what else is folded, let an agent or a command work out";
    private static final String NO_CHANCE =
            "Expressions give the same whenever they are evaluated: let an agent or a command draw it";

    /** What has no function. */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("math.pow", "Write the product, such as x * x: there are no powers"),
            Map.entry("pow", "Write the product, such as x * x: there are no powers"),
            Map.entry("math.log", NO_FUNCTION),
            Map.entry("math.log10", NO_FUNCTION),
            Map.entry("math.exp", NO_FUNCTION),
            Map.entry("math.sin", NO_FUNCTION),
            Map.entry("math.cos", NO_FUNCTION),
            Map.entry("math.random", NO_CHANCE),
            Map.entry("random", NO_CHANCE),
            Map.entry("uuid", NO_CHANCE),
            Map.entry("reduce", NO_FOLD),
            Map.entry("fold", NO_FOLD),
            Map.entry("forEach", "Write list.map(x, x + 1) for other values, or for_each: in a task for work"),
            Map.entry("now", "Write now, without parentheses"),
            Map.entry(
                    "fromJSON", "Expressions don't read JSON: what gives it as a value, such as api_call, has read it"),
            Map.entry("toJSON", "Expressions don't write JSON: a value put into a text is written so"),
            Map.entry(
                    "format",
                    "string(…) makes text of a value; join texts with +, or write the values into a text: Hello ${{ …"
                            + " }}"),
            Map.entry("success", "Leave it out: a task runs once those before it have completed"),
            Map.entry(
                    "always",
                    "Leave it out, and write join: always beside needs, which is known from version 3.0.0 on"),
            Map.entry(
                    "cancelled",
                    "Write run.status == 'CANCELLED', in a task with join: always (from version 3.0.0 on)"),
            Map.entry(
                    "failure",
                    "Write tasks.ID.status == 'FAILED', in a task with join: always (from version 3.0.0 on)"));

    private Usage() {}

    /** What to write instead; empty where the name isn't known. */
    public static String of(String name) {
        return of(name, List.of());
    }

    /**
     * What to write instead of a call.
     *
     * @param arguments as they are written, the receiver first; none where that isn't known
     * @return empty where the name isn't known
     */
    public static String of(String name, List<String> arguments) {
        String usage = USAGE.get(name);
        if (usage == null) {
            return OTHERWISE.getOrDefault(name, "");
        }
        if (usage.startsWith("a.?b")
                && arguments.size() == 2
                && arguments.getFirst().matches("[\\w.]+\\.\\w+")) {
            int dot = arguments.getFirst().lastIndexOf('.');
            return "Write " + arguments.getFirst().substring(0, dot) + ".?"
                    + arguments.getFirst().substring(dot + 1) + ".orValue(" + arguments.get(1) + ")";
        }
        List<String> values = arguments.size() > most(usage) ? arguments : ANY;
        return "Write "
                + PLACE.matcher(usage)
                        .replaceAll(place -> Matcher.quoteReplacement(values.get(Integer.parseInt(place.group(1)))));
    }

    private static int most(String usage) {
        return PLACE.matcher(usage)
                .results()
                .mapToInt(place -> Integer.parseInt(place.group(1)))
                .max()
                .orElse(-1);
    }

    /** The name of a function as authors write it. */
    public static String written(String name) {
        return switch (name) {
            case "math.@max" -> "math.greatest";
            case "math.@min" -> "math.least";
            case "lists.@sortByAssociatedKeys" -> "sortBy";
            case "@present" -> "optMap";
            default -> name;
        };
    }
}
