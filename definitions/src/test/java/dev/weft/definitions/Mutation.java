package dev.weft.definitions;

import java.util.List;
import java.util.Random;

/** Breaks documents at random. */
final class Mutation {
    private static final String[] SCRAPS = {
        "${{",
        "}}",
        "$${{",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "|",
        ">",
        "&a ",
        "*a",
        "!x ",
        "!!str ",
        "---\n",
        "\t",
        "\n",
        "  ",
        "#",
        "%",
        "? ",
        "needs: all",
        "needs: [a]",
        "tasks:",
        "\u0000",
        "\ud83d",
        "😀",
        "null",
        "-1",
        "1e999",
        "<<: *a",
        "version",
        "when: false",
        "inputs.x",
        "tasks.a.output",
        "\\",
        ",",
        "9999999999999999999",
        "join: always"
    };

    private Mutation() {}

    static String of(List<String> documents, Random random) {
        StringBuilder text = new StringBuilder(documents.get(random.nextInt(documents.size())));
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, SCRAPS[random.nextInt(SCRAPS.length)]);
                case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
                case 3 -> text.replace(at, end, SCRAPS[random.nextInt(SCRAPS.length)]);
                default -> {
                    String other = documents.get(random.nextInt(documents.size()));
                    int from = random.nextInt(other.length() + 1);
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(80)));
                }
            }
        }
        return text.toString();
    }
}
