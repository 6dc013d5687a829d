package dev.weft.worker.sandbox;

/**
 * How a program ended by itself.
 *
 * @param exit exit code; 128 and a signal's number where one ended it
 * @param stdout all of it
 * @param stderr all of it, or the end of it, at most 64 KiB
 */
public record CommandResult(int exit, byte[] stdout, String stderr) {
    private static final int EXCERPT = 2000;

    /** What an exit code of the system or the sandbox means, in brackets with a blank before; empty for others. */
    public String meaning() {
        return switch (exit) {
            case 126, 127 -> " (the program can't be found or run in the sandbox)";
            case 137 -> " (killed)";
            case 152 -> " (over its limit of processor time)";
            case 153 -> " (over its limit of file size)";
            default -> "";
        };
    }

    /** The last lines of stderr, for messages; empty where there are none. */
    public String complaint() {
        String text = stderr.strip();
        return text.length() <= EXCERPT ? text : "…" + text.substring(text.length() - EXCERPT);
    }
}
