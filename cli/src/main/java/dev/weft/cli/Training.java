package dev.weft.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Loads what commands without a platform need, so that the archive of classes that the JVM makes at its end holds it: the
 * launcher runs this once for a build. It prints nothing, changes nothing, and calls an address where nobody answers.
 */
public final class Training {
    private Training() {}

    /**
     * Runs commands.
     *
     * @param args files of definitions
     */
    public static void main(String[] args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        for (String file : args) {
            Weft.run("validate", file);
            Weft.run("validate", "--output", "json", file);
            Weft.run("graph", file);
            Weft.run("diff", file, file);
        }
        Weft.run("explain", "WEFT-1103");
        Weft.run("list", "--server", "http://127.0.0.1:1");
    }
}
