package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.FileOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables as lists of maps, or of lists.
 *
 * @param delimiter what stands between fields
 * @param header whether the first line names the fields
 */
record CsvContent(char delimiter, boolean header) {
    /** As an author has it; {@code null} for commas and a header line. */
    static CsvContent of(FileOperation.@Nullable Csv csv) {
        return new CsvContent(
                csv == null || csv.delimiter() == null ? ',' : csv.delimiter().charAt(0),
                csv == null || csv.header() == null || csv.header());
    }

    /**
     * A map a line, by the names of the header line, where a field that a line lacks is {@code null}; without a header
     * line, a list of texts a line.
     */
    List<?> decode(String text, String path) throws ActionException {
        List<List<String>> lines;
        try {
            lines = Csv.parse(text, delimiter);
        } catch (IllegalArgumentException e) {
            throw Content.invalid(e.getMessage() + " in '" + path + "'.");
        }
        return header ? rows(lines, path) : lines;
    }

    private static List<Map<String, @Nullable Object>> rows(List<List<String>> lines, String path)
            throws ActionException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<String> names = lines.isEmpty() ? List.of() : lines.getFirst();
        if (new LinkedHashSet<>(names).size() < names.size()) {
            throw Content.invalid("Expected different names in the header of '" + path + "', but found one twice.");
        }
        for (int i = 1; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            if (line.size() > names.size()) {
                throw Content.invalid("Expected " + names.size() + " fields in row " + i + " of '" + path
                        + "', but found " + line.size() + ".");
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int j = 0; j < names.size(); j++) {
                row.put(names.get(j), j < line.size() ? line.get(j) : null);
            }
            rows.add(row);
        }
        return rows;
    }

    /** A list of maps below a header of all their names, unless there is to be none; or a list of lists as it is. */
    String encode(@Nullable Object value) throws ActionException {
        if (!(value instanceof List<?> rows)) {
            throw ActionException.invalidParameters(
                    "Expected a list of maps or lists at /content, but found another value.");
        }
        Set<Object> names = new LinkedHashSet<>();
        for (Object row : rows) {
            if (row instanceof Map<?, ?> map) {
                names.addAll(map.keySet());
            }
        }
        StringBuilder text =
                new StringBuilder(names.isEmpty() || !header ? "" : Csv.line(List.copyOf(names), delimiter));
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Map<?, ?> map) {
                List<@Nullable Object> line = new ArrayList<>();
                names.forEach(name -> line.add(map.get(name)));
                text.append(Csv.line(line, delimiter));
            } else if (rows.get(i) instanceof List<?> list && names.isEmpty()) {
                text.append(Csv.line(list, delimiter));
            } else {
                throw ActionException.invalidParameters("Expected " + (names.isEmpty() ? "a map or a list" : "a map")
                        + " at /content/" + i + ", but found another value.");
            }
        }
        return text.toString();
    }
}
