package dev.weft.cli.output;

import java.util.ArrayList;
import java.util.List;

/** What two texts differ in, in the unified form that {@code patch} takes. */
public final class TextDiff {
    private static final int CONTEXT = 3;
    private static final int MAX_CELLS = 4_000_000;

    private TextDiff() {}

    /** A line of the result: kept (a space), only in the first (-), only in the second (+). */
    private record Line(char mark, String text) {}

    /** The lines, two of names first; none where the texts are the same. */
    public static List<String> lines(String firstName, String first, String secondName, String second) {
        List<Line> script = script(first.lines().toList(), second.lines().toList());
        List<String> out = new ArrayList<>();
        int at = 0;
        int[] place = {1, 1};
        while (at < script.size()) {
            int from = at;
            while (from < script.size() && script.get(from).mark == ' ') {
                from++;
            }
            if (from == script.size()) {
                break;
            }
            int start = Math.max(at, from - CONTEXT);
            advance(place, script.subList(at, start));
            int end = end(script, from);
            if (out.isEmpty()) {
                out.add("--- " + firstName);
                out.add("+++ " + secondName);
            }
            List<Line> hunk = script.subList(start, end);
            out.add(header(place, hunk));
            hunk.forEach(line -> out.add(colour(line)));
            advance(place, hunk);
            at = end;
        }
        return out;
    }

    /** Up to where no change is near any more. */
    private static int end(List<Line> script, int from) {
        int last = from;
        for (int i = from; i < script.size() && i - last <= 2 * CONTEXT; i++) {
            if (script.get(i).mark != ' ') {
                last = i;
            }
        }
        return Math.min(script.size(), last + 1 + CONTEXT);
    }

    private static String header(int[] place, List<Line> hunk) {
        long first = hunk.stream().filter(line -> line.mark != '+').count();
        long second = hunk.stream().filter(line -> line.mark != '-').count();
        return Style.BUSY.of("@@ -" + (first == 0 ? place[0] - 1 : place[0]) + "," + first + " +"
                + (second == 0 ? place[1] - 1 : place[1]) + "," + second + " @@");
    }

    private static void advance(int[] place, List<Line> lines) {
        for (Line line : lines) {
            place[0] += line.mark == '+' ? 0 : 1;
            place[1] += line.mark == '-' ? 0 : 1;
        }
    }

    private static String colour(Line line) {
        String text = line.mark + line.text;
        return switch (line.mark) {
            case '-' -> Style.BAD.of(text);
            case '+' -> Style.GOOD.of(text);
            default -> text;
        };
    }

    private static List<Line> script(List<String> a, List<String> b) {
        int same = 0;
        while (same < Math.min(a.size(), b.size()) && a.get(same).equals(b.get(same))) {
            same++;
        }
        List<Line> script = new ArrayList<>();
        a.subList(0, same).forEach(line -> script.add(new Line(' ', line)));
        middle(a.subList(same, a.size()), b.subList(same, b.size()), script);
        return script;
    }

    private static void middle(List<String> a, List<String> b, List<Line> script) {
        // What would take too much room is all removed and all added, which is right too.
        boolean large = (long) a.size() * b.size() > MAX_CELLS;
        int[][] common = large ? new int[0][] : common(a, b);
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (!large && i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                script.add(new Line(' ', a.get(i++)));
                j++;
            } else if (i < a.size() && (j == b.size() || large || common[i + 1][j] >= common[i][j + 1])) {
                script.add(new Line('-', a.get(i++)));
            } else {
                script.add(new Line('+', b.get(j++)));
            }
        }
    }

    /** Lengths of the longest common subsequences of what follows each pair of places. */
    private static int[][] common(List<String> a, List<String> b) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
