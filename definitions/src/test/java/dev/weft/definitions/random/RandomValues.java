package dev.weft.definitions.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values with expressions in them, and settings that may be computed. */
final class RandomValues {
    // Tasks that pass on what others passed on know of more and more.
    private static final int KNOWN_BELOW = 6;

    private final Dice dice;
    private final RandomExpressions expressions;

    RandomValues(Dice dice, RandomExpressions expressions) {
        this.dice = dice;
        this.expressions = expressions;
    }

    /**
     * A value and what it is.
     *
     * @param kind as expressions see it
     */
    record Valued(@Nullable Object value, Kind kind) {}

    /**
     * What is passed on.
     *
     * @param below what may be read below it
     */
    record Passed(Object value, List<Ref> below) {}

    @Nullable Object any(Scope scope) {
        return valued(scope, 2).value();
    }

    Valued valued(Scope scope, int depth) {
        return switch (dice.below(depth == 0 ? 6 : 9)) {
            case 0 -> new Valued(dice.pick(0L, -7L, 9_007_199_254_740_993L), Kind.WHOLE);
            case 1 -> new Valued(dice.pick(2.5, -0.125, 1e300), Kind.ANY);
            case 2 -> new Valued(dice.percent(50), Kind.TRUTH);
            case 3 -> new Valued(dice.percent(20) ? null : plain(), Kind.ANY);
            case 4 -> new Valued(text(scope), Kind.TEXT);
            case 5 -> {
                Kind kind = dice.pick(Kind.values());
                // A time leaves an expression as text.
                yield new Valued(hole(kind, scope), kind == Kind.TIME ? Kind.TEXT : kind);
            }
            case 6, 7 -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (int i = dice.below(3); i > 0; i--) {
                    items.add(valued(scope, depth - 1).value());
                }
                yield new Valued(items, Kind.ANY);
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = dice.below(3); i > 0; i--) {
                    map.put(
                            dice.pick("k", "a/b~c", "010", "é", "two words", "true"),
                            valued(scope, depth - 1).value());
                }
                yield new Valued(map, Kind.ANY);
            }
        };
    }

    /** A value that passes on what a task gave, and what may be read below it. */
    Passed passed(Scope scope) {
        List<Ref> outputs = scope.tasks().values().stream()
                .flatMap(List::stream)
                .filter(ref -> ref.text().endsWith(".output"))
                .toList();
        if (outputs.isEmpty()) {
            return new Passed(List.of(), List.of());
        }
        String from = dice.pick(outputs).text();
        String given = "${{ " + from + " }}";
        List<Ref> below = scope.of(Kind.ANY).stream()
                .filter(ref -> ref.text().startsWith(from) && !ref.text().equals(from))
                .limit(KNOWN_BELOW)
                .map(ref -> new Ref(ref.text().substring(from.length()), ref.kind()))
                .toList();
        return switch (dice.below(5)) {
            case 0 -> new Passed(given, below);
            case 1 -> new Passed(List.of(given, given), below(below, "[1]"));
            case 2 -> new Passed("${{ [" + from + "] }}", below(below, "[0]"));
            case 3 -> new Passed("${{ {'k': " + from + ", 'l': " + from + "} }}", below(below, ".k"));
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                map.put("k", given);
                map.put("l", List.of(given));
                yield new Passed(map, below(below, dice.pick(".k", ".l[0]")));
            }
        };
    }

    static List<Ref> below(List<Ref> refs, String owner) {
        return refs.stream().map(ref -> ref.below(owner)).toList();
    }

    /** Text without an expression. */
    String plain() {
        return dice.pick(
                "plain", "010", "no", "1h30m", "é 😀", "it's \"so\"", "a: b # c", "two\nlines\n", "$${{ x }}", "- x");
    }

    /** Text, with an expression in it or not. */
    String text(Scope scope) {
        return switch (dice.below(4)) {
            case 0 -> dice.pick("a", "notes.md", "x/y");
            case 1 -> hole(Kind.TEXT, scope);
            case 2 -> "a " + hole(Kind.ANY, scope) + " b";
            default -> "$${{ c }} " + hole(Kind.WHOLE, scope) + hole(Kind.TEXT, scope);
        };
    }

    /** Text that may hold a secret. */
    String secretive(Scope scope) {
        return dice.percent(30) ? "key ${{ secrets.TOKEN }}" : text(scope);
    }

    String hole(Kind kind, Scope scope) {
        return "${{ " + expressions.of(kind, scope) + " }}";
    }

    String duration(Scope scope) {
        // Of a status or a literal it is known that it is no duration; of string(…) nothing is.
        return dice.percent(20) ? "${{ string(" + expressions.of(Kind.TEXT, scope) + ") }}" : duration();
    }

    String duration() {
        return dice.pick("500ms", "90s", "1h30m", "7d");
    }

    Object count(Scope scope) {
        return dice.percent(25) ? hole(Kind.WHOLE, scope) : (Object) (long) dice.between(1, 9);
    }

    Fields retry(Scope scope) {
        Fields retry = new Fields().and("max_attempts", count(scope));
        maybe(retry, "delay", duration(scope));
        maybe(retry, "backoff", dice.pick(1L, 2.5, 2L));
        maybe(retry, "max_delay", duration(scope));
        maybe(retry, "jitter", dice.pick(0.0, 0.25, 1L));
        maybe(retry, "non_retryable", dice.pick(List.of(), List.of("http_409", "a")));
        return retry;
    }

    Fields cache(Scope scope) {
        Fields cache = new Fields().and("key", any(scope));
        maybe(cache, "ttl", duration(scope));
        return cache;
    }

    Fields concurrency(Scope scope) {
        Fields concurrency = new Fields().and("key", any(scope));
        maybe(concurrency, "limit", count(scope));
        maybe(concurrency, "when_full", dice.pick("queue", "reject", "replace"));
        return concurrency;
    }

    Fields resources() {
        Fields resources = new Fields().and("cpu", dice.pick(0.5, 2L));
        maybe(resources, "memory", dice.pick("512MB", "2GiB"));
        return resources;
    }

    void maybe(Fields fields, String name, @Nullable Object value) {
        if (dice.percent(30)) {
            fields.put(name, value);
        }
    }
}
