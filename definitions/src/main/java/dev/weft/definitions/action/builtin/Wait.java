package dev.weft.definitions.action.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Beside;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.OneOf;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.schedule.CronText;
import dev.weft.definitions.schedule.TimestampText;
import dev.weft.definitions.schedule.ZoneText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets time pass: exactly one of {@code length}, {@code until} and {@code cron}.
 *
 * @param length how long
 * @param until a timestamp of RFC 3339; one that is past ends the wait at once
 * @param cron five fields: the next such time
 * @param timezone of {@code cron}; {@code null} for UTC
 */
@Doc("Lets time pass. The output has `until`, the time that was meant, and `woke_at`, when the task went on.")
@OneOf({"for", "until", "cron"})
public record Wait(
        @JsonProperty("for") @Doc(value = "How long.", example = "10m") @Nullable Duration length,

        @Doc(
                value = "A timestamp with its offset; one that is past ends the wait at once.",
                example = "2026-03-01T12:00:00Z")
        @Nullable @Bounds(pattern = TimestampText.PATTERN)
        String until,

        @Doc(
                value = "The next time that five fields name: minute, hour, day of month, month, day of week.",
                example = "\"0 6 * * 1-5\"")
        @Nullable String cron,

        @Beside("cron") @Doc(value = "Time zone of `cron`; default `UTC`.", example = "Europe/Stockholm") @Nullable String timezone) {
    public static final ActionSpec<Wait> SPEC = new ActionSpec<>(
            "wait",
            "Lets time pass.",
            Wait.class,
            Trait.CONTROL,
            Outputs.map("until", Outputs.TIME, "woke_at", Outputs.TIME));

    public Wait {
        Misfits misfits = new Misfits();
        Check.exactlyOne(
                misfits,
                "Write for: 10m, until: 2026-03-01T12:00:00Z or cron: \"0 6 * * 1-5\".",
                Check.named("for", length, "until", until, "cron", cron));
        if (until != null && TimestampText.parse(until).isEmpty()) {
            misfits.value(
                    "/until",
                    "Expected a time such as 2026-03-01T12:00:00Z for \"until\", but found \"" + until + '"',
                    "Write date, time and offset (Z for UTC).");
        }
        String flaw = cron == null ? null : CronText.flaw(cron);
        if (flaw != null) {
            misfits.add(
                    ProblemCode.CRON,
                    "/cron",
                    "Expected a cron expression such as 0 6 * * 1-5 for \"cron\", but found \"" + cron + '"',
                    flaw);
        }
        Check.needs(misfits, "timezone", timezone, "cron", cron);
        if (timezone != null && ZoneText.parse(timezone).isEmpty()) {
            misfits.add(
                    ProblemCode.TIMEZONE,
                    "/timezone",
                    "Expected a time zone for \"timezone\", but found \"" + timezone + '"',
                    ZoneText.hint(timezone));
        }
        misfits.refuse();
    }
}
