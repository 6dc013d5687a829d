package dev.weft.platform.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Log files of servers, as far as a message quotes them. */
public final class Logs {
    private static final int BYTES = 4096;
    private static final int LINES = 5;

    private Logs() {}

    /** The last lines of a log, and where all of it is: the end of a message about a server that failed. */
    public static String tail(Path log) {
        List<String> lines = end(log).lines().filter(line -> !line.isBlank()).toList();
        String last = String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        return last.isEmpty() ? "Its log: " + log : "Its last words (log: " + log + "):\n  " + last;
    }

    private static String end(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException none) {
            return "";
        }
    }
}
