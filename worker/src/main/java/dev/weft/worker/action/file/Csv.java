package dev.weft.worker.action.file;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comma-separated values as RFC 4180 has them, with a comma or another character between fields. */
final class Csv {
    private final String text;
    private final char delimiter;
    private int at;
    private int line = 1;

    private Csv(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /**
     * All records; a blank line is none.
     *
     * @throws IllegalArgumentException when a quote isn't closed, or stands inside a bare field
     */
    static List<List<String>> parse(String text, char delimiter) {
        return new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text, delimiter).records();
    }

    private List<List<String>> records() {
        List<List<String>> records = new ArrayList<>();
        while (at < text.length()) {
            List<String> fields = new ArrayList<>();
            do {
                fields.add(field());
            } while (skip(delimiter));
            endLine();
            if (fields.size() > 1 || !fields.getFirst().isEmpty()) {
                records.add(fields);
            }
        }
        return records;
    }

    private String field() {
        if (!skip('"')) {
            int start = at;
            while (at < text.length() && !endsField(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }
        int opened = line;
        StringBuilder field = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && !skip('"')) {
                return field.toString();
            }
            if (c == '\n') {
                line++;
            }
            field.append(c);
        }
        throw new IllegalArgumentException(
                "Expected a closing quote for the one in line " + opened + ", but found none");
    }

    private boolean endsField(char c) {
        return c == delimiter || c == '\r' || c == '\n';
    }

    private void endLine() {
        boolean ended = skip('\r') | skip('\n');
        if (!ended && at < text.length()) {
            throw new IllegalArgumentException("Expected '" + delimiter + "' or the end of line " + line
                    + ", but found '" + text.charAt(at) + "'");
        }
        line++;
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    /** One record with its line break. */
    static String line(List<? extends @Nullable Object> fields, char delimiter) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            String text = fields.get(i) == null ? "" : String.valueOf(fields.get(i));
            boolean quoted = text.indexOf(delimiter) >= 0
                    || text.matches("(?s).*[\"\r\n].*")
                    || !text.equals(text.strip())
                    || (fields.size() == 1 && text.isEmpty());
            line.append(i == 0 ? "" : String.valueOf(delimiter))
                    .append(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
        }
        return line.append("\r\n").toString();
    }
}
