package dev.weft.worker.catalog.table;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.catalog.support.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a column should hold, as its profile found.
 *
 * @param type that at least nine of ten of its values have
 * @param required whether at least nine of ten rows have a value
 * @param low below it, a number is an outlier; {@code null} for no bound
 * @param high above it, a number is an outlier; {@code null} for no bound
 */
record Column(
        String name,
        ValueType type,
        boolean required,
        @Nullable Double low,
        @Nullable Double high) {
    /** The columns that parameter {@code columns} lists, as the profile gave them. */
    static List<Column> of(Parameters asked) throws ActionException {
        List<Column> columns = new ArrayList<>();
        for (Parameters column : asked.maps("columns")) {
            try {
                columns.add(new Column(
                        column.text("name"),
                        ValueType.valueOf(column.text("type").toUpperCase(Locale.ROOT)),
                        column.flag("required"),
                        bound(column, "low"),
                        bound(column, "high")));
            } catch (IllegalArgumentException e) {
                throw ActionException.invalidParameters("Expected a type of column, but found " + column.text("type"));
            }
        }
        return columns;
    }

    Map<String, @Nullable Object> asMap(long empty, int distinct) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("type", type.name().toLowerCase(Locale.ROOT));
        map.put("required", required);
        map.put("empty", empty);
        map.put("distinct", distinct);
        if (low != null && high != null) {
            map.put("low", low);
            map.put("high", high);
        }
        return map;
    }

    private static @Nullable Double bound(Parameters column, String name) {
        return column.values().get(name) instanceof Number number ? number.doubleValue() : null;
    }
}
