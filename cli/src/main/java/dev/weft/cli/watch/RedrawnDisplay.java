package dev.weft.cli.watch;

import dev.weft.cli.client.Run;
import dev.weft.cli.output.Terminal;
import java.util.List;

/** At a terminal: the table is drawn over itself. */
final class RedrawnDisplay implements RunDisplay {
    private static final String CLEAR_LINE = "\u001b[2K";

    private int drawn;

    @Override
    public void show(Run run) {
        List<String> lines = RunTable.lines(run);
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append("A\r");
        }
        int rows = 0;
        for (String line : lines.stream().flatMap(String::lines).toList()) {
            text.append(CLEAR_LINE).append(cut(line)).append('\n');
            rows++;
        }
        text.append("\u001b[J");
        drawn = rows;
        System.out.print(text);
        System.out.flush();
    }

    @Override
    public void resume() {
        drawn = 0;
    }

    /** What fits into a row: a line that wraps would make the next drawing start too low. */
    private static String cut(String line) {
        int visible = 0;
        boolean escape = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\u001b') {
                escape = true;
            } else if (escape) {
                escape = c != 'm';
            } else if (++visible >= Terminal.columns()) {
                return line.substring(0, i) + (line.indexOf('\u001b') >= 0 ? "\u001b[0m" : "");
            }
        }
        return line;
    }
}
