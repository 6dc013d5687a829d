package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfit;
import dev.weft.definitions.action.builtin.ApprovalGate.Level;
import dev.weft.definitions.action.builtin.ApprovalGate.OnTimeout;
import dev.weft.definitions.duration.DurationText;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the levels of a gate can all be asked and decided. */
final class GateLevels {
    private static final String USER = "user:";

    private GateLevels() {}

    /** @param listed whether they stand in {@code levels}, and not at the top */
    static void check(List<Level> levels, boolean listed) {
        if (levels.isEmpty()) {
            throw new Misfit("/levels", "Expected at least one level, but found none", "");
        }
        for (int i = 0; i < levels.size(); i++) {
            if (Boolean.TRUE.equals(levels.get(i).standIn())) {
                standIn(levels, i);
            }
        }
        if (levels.getLast().onTimeout() == OnTimeout.ESCALATE) {
            throw new Misfit(
                    listed ? "/levels/" + (levels.size() - 1) + "/on_timeout" : "/on_timeout",
                    "Expected a level after one that escalates, but found none",
                    listed
                            ? "Add a level, or write on_timeout: approve, reject or fail."
                            : "Write levels, the second for whom it escalates to, or on_timeout: approve, reject or fail.");
        }
    }

    private static void standIn(List<Level> levels, int index) {
        OnTimeout before =
                index == 0 ? OnTimeout.ESCALATE : levels.get(index - 1).onTimeout();
        if (index > 0 && before == OnTimeout.ESCALATE) {
            return;
        }
        throw new Misfit(
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
        return action.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** A reminder that comes before the time of each level is up would never be sent. */
    static void remind(List<Level> levels, @Nullable Duration every) {
        if (every == null) {
            return;
        }
        if (every.isZero()) {
            throw new Misfit("/remind_every", "Expected a duration above 0s for \"remind_every\", but found 0s", "");
        }
        boolean bounded = levels.stream().allMatch(level -> level.timeout() != null);
        Duration longest = levels.stream()
                .map(Level::timeout)
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (bounded && every.compareTo(longest) >= 0) {
            throw new Misfit(
                    "/remind_every",
                    "Expected \"remind_every\" below the timeout of " + DurationText.format(longest) + ", but found "
                            + DurationText.format(every),
                    "Nobody would ever be reminded: shorten it, or lengthen the timeout.");
        }
    }

    static void approvers(List<String> approvers) {
        if (approvers.isEmpty()) {
            throw new Misfit("/approvers", "Expected at least one approver, but found none", "");
        }
        for (int i = 0; i < approvers.size(); i++) {
            String approver = approvers.get(i);
            if (!approver.equals("anyone") && !approver.matches("(user|role):\\S.*")) {
                throw new Misfit(
                        "/approvers/" + i,
                        "Expected approvers user:<id>, role:<name> or anyone, but found \"" + approver + '"',
                        "");
            }
            if (approvers.indexOf(approver) < i) {
                throw new Misfit(
                        "/approvers/" + i,
                        "Expected each approver once, but found \"" + approver + "\" again",
                        "A person decides once per level, however often they are named.");
            }
        }
    }

    static void quorum(String name, @Nullable Integer value, List<String> approvers) {
        if (value != null && value < 1) {
            throw new Misfit('/' + name, "Expected \"" + name + "\" of at least 1, but found " + value, "");
        }
        // Each person decides once per level, so that more than are named could never come together.
        boolean named = approvers.stream().allMatch(approver -> approver.startsWith(USER));
        if (value != null && named && value > approvers.size()) {
            throw new Misfit(
                    '/' + name,
                    "Expected \"" + name + "\" of at most " + approvers.size() + ", as only "
                            + String.join(", ", approvers) + " may decide, but found " + value,
                    "");
        }
    }

    static void delegates(List<Level> levels, @Nullable Map<String, String> delegates) {
        if (delegates == null) {
            return;
        }
        Set<String> approvers = new LinkedHashSet<>();
        levels.forEach(level -> approvers.addAll(level.approvers()));
        delegates.forEach((who, delegate) -> {
            String pointer = "/delegates/" + who.replace("~", "~0").replace("/", "~1");
            if (!who.startsWith(USER) || !approvers.contains(who)) {
                throw new Misfit(
                        pointer,
                        "Expected a user who may decide (" + String.join(", ", approvers)
                                + ") in \"delegates\", but found \"" + who + '"',
                        "Write the approver first, then who may decide in their place.");
            }
            if (!delegate.matches("user:\\S.*")) {
                throw new Misfit(
                        pointer,
                        "Expected user:<id> as the delegate of " + who + ", but found \"" + delegate + '"',
                        "");
            }
            if (delegate.equals(who)) {
                throw new Misfit(
                        pointer, "Expected somebody else as the delegate of " + who + ", but found the same", "");
            }
        });
    }
}
