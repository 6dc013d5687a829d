package dev.weft.worker.catalog.table;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.support.Parameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks some rows of a CSV file against the profile of the whole: {@code {source, delimiter?, columns, from, to}} →
 * {@code {rows, count, kinds, columns, findings}}. Finds cells that are missing, of another type than their column, far
 * outliers, surrounded by white space or undecodable, and rows with too few or too many fields.
 */
public final class TableChecker implements AgentHandler {
    @Override
    public String name() {
        return "table_checker";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context)
            throws ActionException, InterruptedException {
        Parameters asked = new Parameters(parameters);
        List<Column> columns = Column.of(asked);
        int from = asked.number("from", 0, 0, Integer.MAX_VALUE);
        int to = asked.number("to", Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
        CsvSource source = CsvSource.open(asked, context);
        Defects defects = new Defects();
        long[] rows = {0};
        source.rows(context, (index, line, cells) -> {
            if (index >= from && index < to) {
                rows[0]++;
                row(columns, line, cells, defects);
            }
        });
        Map<String, @Nullable Object> output = defects.output();
        output.put("rows", rows[0]);
        return output;
    }

    private static void row(List<Column> columns, long line, List<String> cells, Defects defects) {
        if (cells.size() != columns.size()) {
            defects.add("field_count", line, "", "Expected " + columns.size() + " fields, but found " + cells.size());
            return;
        }
        for (int at = 0; at < cells.size(); at++) {
            cell(columns.get(at), line, cells.get(at), defects);
        }
    }

    private static void cell(Column column, long line, String cell, Defects defects) {
        String text = cell.strip();
        if (!text.equals(cell)) {
            defects.add("white_space", line, column.name(), "White space around “" + shortened(text) + "”");
        }
        if (text.indexOf('\uFFFD') >= 0) {
            defects.add(
                    "undecodable",
                    line,
                    column.name(),
                    "A character that couldn't be decoded in “" + shortened(text) + "”");
        }
        ValueType found = ValueType.of(text);
        if (found == ValueType.EMPTY) {
            if (column.required()) {
                defects.add("missing", line, column.name(), "Expected a value, but found none");
            }
        } else if (!column.type().accepts(found)) {
            defects.add(
                    "wrong_type",
                    line,
                    column.name(),
                    "Expected " + word(column.type()) + ", but found “" + shortened(text) + "”");
        } else if (column.type() == ValueType.DATE
                && !ValueType.isoDate(text).filter(text::equals).isPresent()) {
            defects.add(
                    "wrong_type",
                    line,
                    column.name(),
                    "Expected a date such as 2026-01-31, but found “" + shortened(text) + "”");
        } else if (column.low() != null && column.high() != null && found.numeric()) {
            double number = Double.parseDouble(text);
            if (number < column.low() || number > column.high()) {
                defects.add(
                        "outlier",
                        line,
                        column.name(),
                        text + " lies far outside of " + rounded(column.low()) + " to " + rounded(column.high()));
            }
        }
    }

    private static String word(ValueType type) {
        return switch (type) {
            case EMPTY -> "nothing";
            case BOOLEAN -> "true or false";
            case INTEGER -> "a whole number";
            case DECIMAL -> "a number";
            case DATE -> "a date";
            case EMAIL -> "an e-mail address";
            case TEXT -> "text";
        };
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.6g", number)
                .replaceAll("(\\.\\d*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
