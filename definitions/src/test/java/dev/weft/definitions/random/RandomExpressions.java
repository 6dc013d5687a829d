package dev.weft.definitions.random;

import java.util.List;

/** Expressions that are well typed by construction. */
final class RandomExpressions {
    private final Dice dice;

    RandomExpressions(Dice dice) {
        this.dice = dice;
    }

    String of(Kind kind, Scope scope) {
        return of(kind, scope, dice.between(0, 2));
    }

    private String of(Kind kind, Scope scope, int depth) {
        List<Ref> refs = scope.of(kind);
        if (!refs.isEmpty() && dice.percent(60)) {
            return dice.pick(refs).text();
        }
        return switch (kind) {
            case WHOLE -> whole(scope, depth);
            case TEXT -> text(scope, depth);
            case TRUTH -> truth(scope, depth);
            case WHOLES -> wholes(scope, depth);
            case TEXTS -> texts(scope, depth);
            case TIME -> "timestamp('2026-03-01T10:30:00Z')";
            case ANY -> any(scope, depth);
        };
    }

    private String whole(Scope scope, int depth) {
        return depth == 0
                ? dice.pick("1", "0x1f", "42")
                : switch (dice.below(5)) {
                    case 0 -> whole(scope, 0) + " + " + of(Kind.WHOLE, scope, depth - 1);
                    case 1 -> "size(" + of(Kind.TEXT, scope, depth - 1) + ")";
                    case 2 -> of(Kind.WHOLES, scope, 0) + ".size()";
                    case 3 -> "math.abs(" + of(Kind.WHOLE, scope, depth - 1) + ")";
                    default -> choice(Kind.WHOLE, scope, depth);
                };
    }

    private String text(Scope scope, int depth) {
        return depth == 0
                ? dice.pick("'a'", "\"b\"", "'}}'", "'é😀'", "r'\\d'")
                : switch (dice.below(5)) {
                    case 0 -> "(" + of(Kind.TEXT, scope, depth - 1) + " + " + text(scope, 0) + ")";
                    case 1 -> "string(" + of(Kind.WHOLE, scope, depth - 1) + ")";
                    case 2 -> of(Kind.TEXT, scope, 0) + ".lowerAscii()";
                    case 3 -> of(Kind.TEXTS, scope, 0) + ".join(',')";
                    default -> choice(Kind.TEXT, scope, depth);
                };
    }

    private String truth(Scope scope, int depth) {
        return switch (dice.below(depth == 0 ? 3 : 8)) {
            case 0 -> of(Kind.WHOLE, scope, 0) + dice.pick(" < ", " == ", " >= ") + of(Kind.WHOLE, scope, 0);
            // Of a status or a literal it is known that it never is most other texts; of string(…) nothing is.
            case 1 -> "string(" + of(Kind.TEXT, scope, 0) + ")" + dice.pick(" == ", " != ") + of(Kind.TEXT, scope, 0);
            case 2 -> of(Kind.TEXT, scope, 0) + ".startsWith(" + text(scope, 0) + ")";
            case 3 -> "!(" + of(Kind.TRUTH, scope, depth - 1) + ")";
            case 4 ->
                "(" + of(Kind.TRUTH, scope, depth - 1) + dice.pick(" && ", " || ") + of(Kind.TRUTH, scope, depth - 1)
                        + ")";
            case 5 -> of(Kind.WHOLES, scope, 0) + ".exists(x, x > " + of(Kind.WHOLE, scope, 0) + ")";
            case 6 -> "string(" + of(Kind.TEXT, scope, 0) + ") in " + of(Kind.TEXTS, scope, 0);
            default -> of(Kind.TIME, scope, 0) + " <= " + of(Kind.TIME, scope, 0);
        };
    }

    private String wholes(Scope scope, int depth) {
        return depth == 0
                ? "[1, 2]"
                : dice.pick(
                        "[" + of(Kind.WHOLE, scope, depth - 1) + "]",
                        of(Kind.WHOLES, scope, 0) + ".map(x, x + 1)",
                        of(Kind.WHOLES, scope, 0) + ".filter(n, n > 1)");
    }

    private String texts(Scope scope, int depth) {
        return depth == 0
                ? "['a']"
                : dice.pick(
                        "[" + of(Kind.TEXT, scope, depth - 1) + ", 'b']",
                        of(Kind.TEXT, scope, 0) + ".split(',')",
                        of(Kind.TEXTS, scope, 0) + ".map(x, x + '!')");
    }

    private String any(Scope scope, int depth) {
        return dice.percent(20)
                ? "{'k': {'n': " + of(Kind.WHOLE, scope, depth) + "}}"
                : of(dice.pick(Kind.WHOLE, Kind.TEXT, Kind.TRUTH, Kind.WHOLES, Kind.TEXTS, Kind.TIME), scope, depth);
    }

    private String choice(Kind kind, Scope scope, int depth) {
        return "(" + of(Kind.TRUTH, scope, depth - 1) + " ? " + of(kind, scope, depth - 1) + " : "
                + of(kind, scope, depth - 1) + ")";
    }
}
