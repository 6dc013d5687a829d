package dev.weft.definitions.expression;

import java.util.List;
import java.util.Random;

/** Makes expressions at random: any, arithmetic of one kind of number, and broken ones. */
final class RandomCel {
    private static final List<String> LEAVES = List.of(
            "a",
            "b",
            "s",
            "f",
            "l",
            "t",
            "m",
            "m.k",
            "m.n.d",
            "now",
            "1",
            "0",
            "-7",
            "2.5",
            "'x'",
            "''",
            "true",
            "null",
            "[]",
            "{}",
            "l[0]",
            "t[1]",
            "duration('1h')",
            "9223372036854775807",
            "m.?q",
            "nowhere");
    private static final List<String> BINARY =
            List.of("+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "in");
    private static final List<String> PATTERNS = List.of(
            "size(%s)",
            "string(%s)",
            "(%s).trim()",
            "(%s).map(x, x + 1)",
            "(%s).filter(x, x != a)",
            "(%s).exists(x, x == 1)",
            "(%s).all(x, x > 0)",
            "!(%s)",
            "-(%s)",
            "(%s).sort()",
            "(%s).first()",
            "(%s).orValue(1)",
            "sum(%s)",
            "type(%s)",
            "[%s, 1]",
            "{'k': %s}",
            "(%s).k",
            "(%s)[0]",
            "has((%s).k)",
            "math.ceil(%s)",
            "math.greatest(1, %s)",
            "(%s).join('-')",
            "(%s).split('')",
            "int(%s)",
            "double(%s)",
            "(%s).transformList(i, v, [i, v])",
            "(%s).transformMap(k, v, v)",
            "(%s).sortBy(x, x)",
            "(%s).distinct()",
            "(%s).flatten()",
            "(%s).optMap(x, x)",
            "(%s).matches('a+')",
            "(%s).?k",
            "bytes(%s)");
    private final Random random;

    RandomCel(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String any(int depth) {
        int roll = depth == 0 ? 0 : random.nextInt(10);
        if (roll < 3) {
            return one(LEAVES);
        }
        if (roll < 6) {
            return "(" + any(depth - 1) + " " + one(BINARY) + " " + any(depth - 1) + ")";
        }
        if (roll == 6) {
            return "(" + any(depth - 1) + " ? " + any(depth - 1) + " : " + any(depth - 1) + ")";
        }
        return one(PATTERNS).replace("%s", any(depth - 1));
    }

    /** Text near an expression. */
    String broken() {
        StringBuilder text = new StringBuilder(any(3));
        String noise = "()[]{}'\"\\.?:,+-*/%&|=<>!$#@` \n😀\uD800azr0";
        for (int i = random.nextInt(5); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            if (random.nextBoolean()) {
                text.deleteCharAt(at);
            } else {
                text.insert(at, noise.charAt(random.nextInt(noise.length())));
            }
        }
        return text.toString();
    }

    /** Of one kind of number, so that CEL itself can evaluate it too. */
    String number(int depth, boolean integers) {
        if (depth == 0) {
            List<String> edges = List.of("0", "1", "2", "7", "3", "9223372036854775807", "4611686018427387904");
            return one(edges) + (integers ? "" : ".5");
        }
        return switch (random.nextInt(4)) {
            case 0 ->
                "(" + number(depth - 1, integers) + " " + one(List.of("+", "-", "*", "/")) + " "
                        + number(depth - 1, integers) + ")";
            case 1 ->
                "(" + truth(depth - 1, integers) + " ? " + number(depth - 1, integers) + " : "
                        + number(depth - 1, integers) + ")";
            case 2 ->
                integers && random.nextBoolean()
                        ? "(" + number(depth - 1, true) + " % " + number(depth - 1, true) + ")"
                        : "(-" + number(depth - 1, integers) + ")";
            default -> number(depth - 1, integers);
        };
    }

    String truth(int depth, boolean integers) {
        if (depth == 0) {
            return random.nextBoolean() ? "true" : "false";
        }
        return switch (random.nextInt(4)) {
            case 0 ->
                "(" + truth(depth - 1, integers) + one(List.of(" && ", " || ")) + truth(depth - 1, integers) + ")";
            case 1 -> "!" + truth(depth - 1, integers);
            case 2 ->
                "[" + number(depth - 1, integers) + ", " + number(depth - 1, integers) + "]."
                        + one(List.of("exists", "all", "exists_one")) + "(x, x " + one(List.of("<", "==", ">=")) + " "
                        + number(depth - 1, integers) + ")";
            default ->
                "(" + number(depth - 1, integers) + " " + one(List.of("<", "<=", "==", "!=", ">", ">=")) + " "
                        + number(depth - 1, integers) + ")";
        };
    }
}
