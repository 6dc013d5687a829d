package dev.weft.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;

/** Lines of runs' logs, for people. */
public final class LogText {
    private LogText() {}

    /** When, how much it matters, whose words they are, the words. */
    public static String of(JsonNode line) {
        String level = line.path("level").asText();
        String who = line.path("task").asText()
                + (line.path("attempt").asInt() > 1 ? "#" + line.path("attempt").asText() : "");
        return Style.FAINT.of(Times.local(Instant.parse(line.path("at").asText())))
                + " " + style(level).of(Table.pad(level.toUpperCase(Locale.ROOT), 5))
                + " " + Style.STRONG.of(who)
                + " " + line.path("source").asText() + ": "
                + plain(line.path("text").asText());
    }

    private static Style style(String level) {
        return switch (level) {
            case "error" -> Style.BAD;
            case "warn" -> Style.WAITING;
            case "info" -> Style.BUSY;
            default -> Style.FAINT;
        };
    }

    /** Nothing that a program wrote steers the terminal of whoever reads it. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\t]]", "�");
    }
}
