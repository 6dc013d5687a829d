package dev.weft.worker.catalog.support;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pause between pieces of work that an author asks for, to leave people time to watch.
 *
 * @param pause zero for none
 */
public record Pace(Duration pause) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m)");
    private static final Duration MOST = Duration.ofMinutes(1);

    /** Reads a duration such as {@code 250ms}, {@code 2s} or {@code 1m}; at most one minute. */
    public static Pace of(String text) throws ActionException {
        Matcher form = FORM.matcher(text.strip());
        if (form.matches()) {
            long amount = Long.parseLong(form.group(1));
            Duration pause = switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                default -> Duration.ofMinutes(amount);
            };
            if (pause.compareTo(MOST) <= 0) {
                return new Pace(pause);
            }
        }
        throw ActionException.invalidParameters(
                "Expected pace to be a duration from 0s to 1m, such as 500ms, but found " + text);
    }

    /** Waits for the pause, with a sign of life before it. */
    public void rest(ActionContext context) throws InterruptedException {
        context.heartbeat();
        if (!pause.isZero()) {
            Thread.sleep(pause);
        }
    }
}
