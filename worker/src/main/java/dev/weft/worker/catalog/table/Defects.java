package dev.weft.worker.catalog.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects defects of rows: all are counted, by kind and by column, and the first {@value #LISTED} listed. */
final class Defects {
    static final int LISTED = 20;
    private final Map<String, Long> kinds = new TreeMap<>();
    private final Map<String, Long> columns = new LinkedHashMap<>();
    private final List<Map<String, Object>> listed = new ArrayList<>();
    private long count;

    /**
     * @param kind {@code missing}, {@code wrong_type}, {@code outlier}, {@code white_space}, {@code field_count}, {@code
     *     undecodable}, {@code duplicate_row}, {@code duplicate_key}
     * @param line of the file, from 1
     * @param column empty where it concerns the row
     */
    void add(String kind, long line, String column, String message) {
        count++;
        kinds.merge(kind, 1L, Long::sum);
        if (!column.isEmpty()) {
            columns.merge(column, 1L, Long::sum);
        }
        if (listed.size() < LISTED) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("kind", kind);
            entry.put("line", line);
            entry.put("column", column);
            entry.put("message", message);
            listed.add(entry);
        }
    }

    /** {@code {count, kinds, columns, findings}}. */
    Map<String, @Nullable Object> output() {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("count", count);
        output.put("kinds", new LinkedHashMap<>(kinds));
        output.put("columns", new LinkedHashMap<>(columns));
        output.put("findings", List.copyOf(listed));
        return output;
    }
}
