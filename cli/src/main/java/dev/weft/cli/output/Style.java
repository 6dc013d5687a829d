package dev.weft.cli.output;

/** Colours by what they mean. */
public enum Style {
    GOOD("32"),
    BAD("31"),
    BUSY("36"),
    WAITING("33"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text in this style where colours are shown. */
    public String of(String text) {
        return Terminal.colour() && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** The style of a status of a run or task. */
    public static Style ofStatus(String status) {
        return switch (status) {
            case "COMPLETED" -> GOOD;
            case "FAILED", "TIMED_OUT", "TERMINATED", "CANCELLED", "ROLLED_BACK" -> BAD;
            case "RUNNING", "ROLLING_BACK" -> BUSY;
            case "WAITING", "PAUSED" -> WAITING;
            default -> FAINT;
        };
    }
}
