package dev.weft.cli.serve;

import java.nio.file.Path;

/** Where a serving process writes what it has to say; settled before the first logger is made. */
public final class ServeLog {
    /** The property that {@code logback.xml} reads. */
    private static final String PROPERTY = "weft.log";

    private ServeLog() {}

    /** Settles the file. */
    public static void writeTo(Path file) {
        System.setProperty(PROPERTY, file.toString());
    }
}
