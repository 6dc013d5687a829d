package dev.weft.worker.sandbox;

/**
 * How a program ended by itself.
 *
 * @param exit exit code; 128 and a signal's number where one ended it
 * @param stdout all of it
 * @param stderr the end of it, at most 64 KiB
 */
public record CommandResult(int exit, byte[] stdout, String stderr) {
    private static final int EXCERPT = 2000;

    /** The last lines of stderr, for messages; empty where there are none. */
    public String complaint() {
        String text = stderr.strip();
        return text.length() <= EXCERPT ? text : "…" + text.substring(text.length() - EXCERPT);
    }
}
