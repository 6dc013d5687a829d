package dev.weft.worker.catalog.table;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.support.TextDecoder;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header line, read as a stream. The encoding and, unless given, the delimiter come from its first
 * bytes: of {@code , ; tab |}, the one that splits the first lines most evenly.
 *
 * @param header names of the columns; empty ones are called {@code column_<n>}, repeated ones get a number
 */
record CsvSource(WorkspaceFiles files, Path file, Charset charset, char delimiter, List<String> header) {
    static final long MOST_BYTES = 256L * 1024 * 1024;
    static final int MOST_COLUMNS = 200;
    private static final int HEAD = 64 * 1024;

    /** Sees the rows behind the header, one by one. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param index of the row, from 0
         * @param line where it starts in the file, from 1
         */
        void row(long index, long line, List<String> cells) throws ActionException, IOException;
    }

    /** Opens the file that parameters {@code source} and {@code delimiter} name. */
    static CsvSource open(Parameters asked, ActionContext context) throws ActionException {
        WorkspaceFiles files = WorkspaceFiles.of(context);
        Path file = files.file(asked.text("source"));
        byte[] head = head(files, file);
        Charset charset = TextDecoder.detect(head);
        String start = new String(head, charset);
        if (start.indexOf('\0') >= 0) {
            throw TextDecoder.notText(files.name(file));
        }
        char delimiter = delimiter(asked.text("delimiter", ""), start);
        CsvSource bare = new CsvSource(files, file, charset, delimiter, List.of());
        try (CSVParser parser = bare.parser()) {
            var rows = parser.iterator();
            if (!rows.hasNext()) {
                throw ActionException.permanent(
                        "empty_source", "Expected a header line in " + files.name(file) + ", but found nothing");
            }
            return new CsvSource(files, file, charset, delimiter, names(rows.next(), files.name(file)));
        } catch (IOException | UncheckedIOException e) {
            throw bare.malformed(e, 1);
        }
    }

    /** Shows all rows to a visitor, with a sign of life every thousand. */
    void rows(ActionContext context, Visitor visitor) throws ActionException, InterruptedException {
        long index = -1;
        try (CSVParser parser = parser()) {
            long line = 1;
            for (CSVRecord row : parser) {
                if (index >= 0 && index % 1000 == 0) {
                    context.heartbeat();
                }
                if (index >= 0) {
                    visitor.row(index, line, cells(row));
                }
                index++;
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw malformed(e, index + 2);
        }
    }

    /** The name of a cell's column. */
    String column(int at) {
        return at < header.size() ? header.get(at) : "column_" + (at + 1);
    }

    private CSVParser parser() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset), HEAD);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .setTrailingData(true)
                .setLenientEof(true)
                .get()
                .parse(reader);
    }

    private ActionException malformed(Exception error, long row) {
        return ActionException.permanent(
                "malformed_csv",
                "Expected CSV in " + files.name(file) + ", but found otherwise near row " + row + ": "
                        + error.getMessage());
    }

    private static List<String> cells(CSVRecord row) {
        List<String> cells = new ArrayList<>(row.size());
        row.forEach(cells::add);
        return cells;
    }

    private static byte[] head(WorkspaceFiles files, Path file) throws ActionException {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw ActionException.permanent(
                        "too_large",
                        "Expected " + files.name(file) + " to hold at most " + MOST_BYTES + " bytes, but found " + size
                                + ": split it");
            }
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw WorkspaceFiles.failure("read", files.name(file), e);
        }
    }

    private static List<String> names(CSVRecord header, String file) throws ActionException {
        if (header.size() > MOST_COLUMNS) {
            throw ActionException.permanent(
                    "too_many_columns",
                    "Expected at most " + MOST_COLUMNS + " columns in " + file + ", but found " + header.size());
        }
        List<String> names = new ArrayList<>();
        for (String cell : header) {
            String name = cell.strip().isEmpty() ? "column_" + (names.size() + 1) : cell.strip();
            String unique = name;
            for (int number = 2; names.contains(unique); number++) {
                unique = name + "_" + number;
            }
            names.add(unique);
        }
        return List.copyOf(names);
    }

    private static char delimiter(String asked, String start) throws ActionException {
        Map<String, Character> words = Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|', "\\t", '\t');
        if (!asked.isEmpty()) {
            Character named = words.get(asked);
            if (named == null && asked.length() != 1 || "\"\n\r".contains(asked)) {
                throw ActionException.invalidParameters(
                        "Expected delimiter to be one character or one of " + words.keySet() + ", but found " + asked);
            }
            return named == null ? asked.charAt(0) : named;
        }
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t', '|'}) {
            long even = start.lines()
                    .limit(20)
                    .filter(line -> !line.isBlank())
                    .mapToLong(line -> line.chars().filter(c -> c == candidate).count())
                    .min()
                    .orElse(0);
            if (even > most) {
                best = candidate;
                most = even;
            }
        }
        return best;
    }

    /** Fields for an output that tell how the file was read. */
    void describe(Map<String, @Nullable Object> output) {
        output.put("charset", charset.name());
        output.put("delimiter", String.valueOf(delimiter));
    }
}
