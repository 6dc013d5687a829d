package dev.weft.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, columns as wide as they must be. Not thread safe. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** One more row, with a cell for each heading. */
    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, headings first. */
    public List<String> lines() {
        int[] widths = new int[headings.size()];
        List<List<String>> all = new ArrayList<>();
        all.add(headings);
        all.addAll(rows);
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padded = i == widths.length - 1 ? row.get(i) : pad(row.get(i), widths[i]) + GAP;
                line.append(row == headings ? Style.STRONG.of(padded) : styled(row.get(i), padded));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** A text and spaces up to a width. */
    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String styled(String cell, String padded) {
        return cell.matches("[A-Z_]{6,}") ? Style.ofStatus(cell).of(padded) : padded;
    }
}
