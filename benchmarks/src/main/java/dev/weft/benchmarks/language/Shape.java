package dev.weft.benchmarks.language;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the tasks of a document hang together. */
public enum Shape {
    /** Each needs and reads the one before it. */
    CHAIN {
        @Override
        void tasks(StringBuilder text, int tasks) {
            for (int i = 0; i < tasks; i++) {
                line(text, "", i, i == 0 ? "" : needs(i - 1), value(i == 0 ? "run.id" : output(i - 1)));
            }
        }
    },
    /** All need and read the first. */
    FAN {
        @Override
        void tasks(StringBuilder text, int tasks) {
            for (int i = 0; i < tasks; i++) {
                line(text, "", i, i == 0 ? "" : needs(0), value(i == 0 ? "run.id" : output(0)));
            }
        }
    },
    /** Layers of fifty; every tenth task needs and reads ten of the layer before it. */
    LAYERS {
        @Override
        void tasks(StringBuilder text, int tasks) {
            for (int i = 0; i < tasks; i++) {
                int layer = i / 50 * 50 - 50;
                if (layer < 0) {
                    line(text, "", i, "", value("1"));
                } else if (i % 10 != 0) {
                    line(text, "", i, needs(layer + i % 50), "value: 1");
                } else {
                    int[] above = IntStream.range(0, 10).map(n -> layer + n * 5).toArray();
                    String sum = IntStream.of(above).mapToObj(Shape::output).collect(Collectors.joining("+"));
                    line(text, "", i, needs(above), value(sum));
                }
            }
        }
    },
    /** Blocks of three and a third level, each task but the first of a block after its sibling. */
    BLOCKS {
        @Override
        void tasks(StringBuilder text, int tasks) {
            for (int i = 0; i < tasks; i++) {
                switch (i % 10) {
                    case 0 -> text.append(id(i)).append(":\n tasks:\n");
                    case 5 ->
                        text.append("  ")
                                .append(id(i))
                                .append(":\n   ")
                                .append(needs(i - 1))
                                .append("\n   tasks:\n");
                    case 1 -> line(text, "  ", i, "", "value: 1");
                    case 6 -> line(text, "    ", i, "", value(output(i - 2)));
                    default -> line(text, i % 10 < 5 ? "  " : "    ", i, needs(i - 1), value(output(i - 1)));
                }
            }
        }
    },
    /** Each once for each item. */
    ITEMS {
        @Override
        void tasks(StringBuilder text, int tasks) {
            for (int i = 0; i < tasks; i++) {
                line(text, "", i, "for_each: {in: [1, 2]}", value("item + index"));
            }
        }
    },
    /** The last needs all of the others, and reads a hundred. */
    ALL {
        @Override
        void tasks(StringBuilder text, int tasks) {
            for (int i = 0; i < tasks - 1; i++) {
                line(text, "", i, "", value("1"));
            }
            String sum = IntStream.range(0, Math.min(100, tasks - 1))
                    .mapToObj(Shape::output)
                    .collect(Collectors.joining("+"));
            line(text, "", tasks - 1, "needs: all", value(sum));
        }
    },
    /** Each passes on what is known of the one before it, twice. */
    TWICE {
        @Override
        void tasks(StringBuilder text, int tasks) {
            line(text, "", 0, "", "value: {a: 1}");
            for (int i = 1; i < tasks; i++) {
                line(text, "", i, needs(i - 1), value("[tasks." + id(i - 1) + "].map(x,[x,x])"));
            }
        }
    },
    /** Each passes on what the one before it gave, one level deeper. */
    DEEPER {
        @Override
        void tasks(StringBuilder text, int tasks) {
            line(text, "", 0, "", "value: 1");
            for (int i = 1; i < tasks; i++) {
                line(text, "", i, needs(i - 1), "value: {a: \"${{" + output(i - 1) + "}}\"}");
            }
        }
    };

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    abstract void tasks(StringBuilder text, int tasks);

    /** A document with so many tasks. */
    public String document(int tasks) {
        StringBuilder text = new StringBuilder("version: \"3.0.0\"\nid: large\ntasks:\n");
        StringBuilder below = new StringBuilder();
        tasks(below, tasks);
        return text.append(below.toString().indent(1)).toString();
    }

    private static void line(StringBuilder text, String indent, int task, String field, String parameters) {
        text.append(indent)
                .append(id(task))
                .append(": {")
                .append(field)
                .append(field.isEmpty() ? "" : ", ")
                .append("action: transform, parameters: {")
                .append(parameters)
                .append("}}\n");
    }

    private static String value(String expression) {
        return "value: \"${{ " + expression + " }}\"";
    }

    private static String output(int task) {
        return "tasks." + id(task) + ".output";
    }

    private static String needs(int... tasks) {
        return "needs: [" + IntStream.of(tasks).mapToObj(Shape::id).collect(Collectors.joining(", ")) + "]";
    }

    // Short, as a document has at most 512 KiB; with a T, as some words are reserved in expressions.
    private static String id(int task) {
        StringBuilder id = new StringBuilder();
        for (int rest = task + 1; rest > 0; rest = (rest - 1) / LETTERS.length()) {
            id.append(LETTERS.charAt((rest - 1) % LETTERS.length()));
        }
        return id.append('T').reverse().toString();
    }
}
