package dev.weft.cli.output;

/** What standard input and output are connected to, as the launcher found out. */
public final class Terminal {
    private Terminal() {}

    /** Whether a person sees the output: it may be redrawn. */
    public static boolean interactive() {
        return Boolean.getBoolean("weft.terminal");
    }

    /** Whether a person can answer a question. */
    public static boolean keyboard() {
        return interactive() && Boolean.getBoolean("weft.keyboard");
    }

    /** Whether to use colours: at a terminal, unless {@code NO_COLOR} is set. */
    public static boolean colour() {
        String refused = System.getenv("NO_COLOR");
        return interactive() && (refused == null || refused.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }

    /** Width in characters. */
    public static int columns() {
        return Math.max(40, Integer.getInteger("weft.columns", 100));
    }
}
