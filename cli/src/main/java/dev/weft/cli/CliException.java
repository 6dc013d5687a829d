package dev.weft.cli;

/** A command can't do what it was asked for; the message is for the person who asked. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exit;

    /**
     * @param exit one of {@link Exit}
     * @param message what was expected and found, and what to do
     */
    public CliException(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    /** The exit code. */
    public int exit() {
        return exit;
    }
}
