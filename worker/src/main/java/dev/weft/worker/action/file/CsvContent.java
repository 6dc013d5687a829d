package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables as lists of maps. */
final class CsvContent {
    private CsvContent() {}

    /** A map a line, by the names of the header line; a field that a line lacks is {@code null}. */
    static List<Map<String, @Nullable Object>> decode(String text, String path) throws ActionException {
        List<List<String>> lines;
        try {
            lines = Csv.parse(text);
        } catch (IllegalArgumentException e) {
            throw Content.invalid(e.getMessage() + " in '" + path + "'.");
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<String> header = lines.isEmpty() ? List.of() : lines.getFirst();
        if (new LinkedHashSet<>(header).size() < header.size()) {
            throw Content.invalid("Expected different names in the header of '" + path + "', but found one twice.");
        }
        for (int i = 1; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            if (line.size() > header.size()) {
                throw Content.invalid("Expected " + header.size() + " fields in row " + i + " of '" + path
                        + "', but found " + line.size() + ".");
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int j = 0; j < header.size(); j++) {
                row.put(header.get(j), j < line.size() ? line.get(j) : null);
            }
            rows.add(row);
        }
        return rows;
    }

    /** A list of maps with a header of all their names, or a list of lists as it is. */
    static String encode(@Nullable Object value) throws ActionException {
        if (!(value instanceof List<?> rows)) {
            throw ActionException.invalidParameters(
                    "Expected a list of maps or lists at /content, but found another" + " value.");
        }
        Set<Object> header = new LinkedHashSet<>();
        for (Object row : rows) {
            if (row instanceof Map<?, ?> map) {
                header.addAll(map.keySet());
            }
        }
        StringBuilder text = new StringBuilder(header.isEmpty() ? "" : Csv.line(List.copyOf(header)));
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Map<?, ?> map) {
                List<@Nullable Object> line = new ArrayList<>();
                header.forEach(name -> line.add(map.get(name)));
                text.append(Csv.line(line));
            } else if (rows.get(i) instanceof List<?> list && header.isEmpty()) {
                text.append(Csv.line(list));
            } else {
                throw ActionException.invalidParameters("Expected " + (header.isEmpty() ? "a map or a list" : "a map")
                        + " at /content/" + i + ", but found another value.");
            }
        }
        return text.toString();
    }
}
