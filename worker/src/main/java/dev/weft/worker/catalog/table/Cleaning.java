package dev.weft.worker.catalog.table;

import java.util.ArrayList;
import java.util.List;

/** Cleans rows one by one and counts what it did. Not thread safe. */
final class Cleaning {
    /** What becomes of a row. */
    sealed interface Row {}

    /** It stays, cleaned. */
    record Kept(List<String> cells) implements Row {}

    /** It stood before. */
    record Dropped() implements Row {}

    /** It has another number of fields than the header. */
    record Refused() implements Row {}

    private final List<Column> columns;
    private final RowSet seen = new RowSet();
    private long kept;
    private long dropped;
    private long refused;
    private long changed;

    Cleaning(List<Column> columns) {
        this.columns = columns;
    }

    Row clean(List<String> cells, long line) {
        if (cells.size() != columns.size()) {
            refused++;
            return new Refused();
        }
        List<String> clean = new ArrayList<>(cells.size());
        int changes = 0;
        for (int at = 0; at < cells.size(); at++) {
            String cell = cell(columns.get(at), cells.get(at));
            changes += cell.equals(cells.get(at)) ? 0 : 1;
            clean.add(cell);
        }
        if (seen.add(clean, line) > 0) {
            dropped++;
            return new Dropped();
        }
        kept++;
        changed += changes;
        return new Kept(clean);
    }

    long kept() {
        return kept;
    }

    long dropped() {
        return dropped;
    }

    long refused() {
        return refused;
    }

    /** Cells that were changed, in rows that stayed. */
    long changed() {
        return changed;
    }

    private static String cell(Column column, String cell) {
        String text = cell.strip();
        if (ValueType.isNothing(text)) {
            return "";
        }
        return column.type() == ValueType.DATE ? ValueType.isoDate(text).orElse(text) : text;
    }
}
