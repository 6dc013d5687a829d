package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.builtin.ApprovalGate.Level;
import dev.weft.definitions.action.builtin.ApprovalGate.OnTimeout;
import dev.weft.definitions.duration.DurationText;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the levels of a gate can all be asked and decided. */
final class GateLevels {
    private GateLevels() {}

    /** Refuses fields of a level beside a list of levels. */
    static void oneWay(
            Misfits misfits, @Nullable List<Level> levels, Map<String, ? extends @Nullable Object> atTheTop) {
        List<String> given = Check.given(atTheTop);
        if (levels != null && !given.isEmpty()) {
            misfits.together(
                    "/" + given.getFirst(),
                    "Expected either \"levels\" or the fields of one level at the top, but found both: "
                            + Check.quoted(given, " and "),
                    "Move " + String.join(", ", given) + " into a level, or remove levels.");
        }
    }

    /** One level by itself: who decides, and how many of them. */
    static void level(
            Misfits misfits,
            @Nullable List<String> approvers,
            @Nullable Integer quorum,
            @Nullable Integer rejectQuorum) {
        if (approvers != null) {
            Approvers.check(misfits, approvers);
        }
        Approvers.quorum(misfits, "quorum", quorum, approvers);
        Approvers.quorum(misfits, "reject_quorum", rejectQuorum, approvers);
    }

    /** The only level of a gate that writes it at the top. */
    static void single(
            Misfits misfits,
            @Nullable List<String> approvers,
            @Nullable Duration timeout,
            @Nullable OnTimeout onTimeout,
            @Nullable Duration remindEvery,
            @Nullable Map<String, String> delegates) {
        if (timeout != null && onTimeout == OnTimeout.ESCALATE) {
            misfits.together(
                    "/on_timeout",
                    "Expected a level after one that escalates, but found none",
                    "Write levels, the second for whom it escalates to, or on_timeout: approve, reject or fail.");
        }
        remind(misfits, Collections.singletonList(timeout), remindEvery);
        if (approvers != null) {
            GateDelegates.check(misfits, approvers, delegates);
        }
    }

    /** Levels that are asked in turn. */
    static void check(Misfits misfits, List<Level> levels) {
        if (levels.isEmpty()) {
            misfits.value(
                    "/levels",
                    "Expected at least one level, but found none",
                    "Write, for example, levels: [{approvers: [\"role:editor\"]}].");
            return;
        }
        for (int i = 0; i < levels.size(); i++) {
            if (Boolean.TRUE.equals(levels.get(i).standIn())) {
                standIn(misfits, levels, i);
            }
        }
        if (levels.getLast().onTimeout() == OnTimeout.ESCALATE) {
            misfits.together(
                    "/levels/" + (levels.size() - 1) + "/on_timeout",
                    "Expected a level after one that escalates, but found none",
                    "Add a level, or write on_timeout: approve, reject or fail.");
        }
    }

    private static void standIn(Misfits misfits, List<Level> levels, int index) {
        OnTimeout before =
                index == 0 ? OnTimeout.ESCALATE : levels.get(index - 1).onTimeout();
        if (index > 0 && before == OnTimeout.ESCALATE) {
            return;
        }
        misfits.together(
                "/levels/" + index + "/stand_in",
                index == 0
                        ? "Expected a level before one that stands in, but found the first"
                        : "Expected a level that escalates before one that stands in, but found "
                                + (before == null ? "no \"on_timeout\"" : "on_timeout: " + word(before)),
                index == 0
                        ? "Nobody would ever be asked: remove stand_in."
                        : "Nobody would ever be asked: remove stand_in, or give the level before a timeout and"
                                + " on_timeout: escalate.");
    }

    private static String word(OnTimeout action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /**
     * A reminder that comes before the time of each level is up would never be sent.
     *
     * @param timeouts of the levels; {@code null} for none
     */
    static void remind(Misfits misfits, List<@Nullable Duration> timeouts, @Nullable Duration every) {
        if (every == null) {
            return;
        }
        if (Check.noTime(
                misfits,
                "remind_every",
                every,
                "Write, for example, remind_every: 8h, or leave it out for no reminders.")) {
            return;
        }
        boolean bounded = !timeouts.isEmpty() && timeouts.stream().allMatch(Objects::nonNull);
        Duration longest = timeouts.stream()
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (bounded && every.compareTo(longest) >= 0) {
            misfits.together(
                    "/remind_every",
                    "Expected \"remind_every\" below the timeout of " + DurationText.format(longest) + ", but found "
                            + DurationText.format(every),
                    "Nobody would ever be reminded: shorten it, or lengthen the timeout.");
        }
    }
}
