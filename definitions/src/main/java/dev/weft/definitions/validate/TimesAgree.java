package dev.weft.definitions.validate;

import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No time is so long that another one always comes first. A warning, as the definition runs all the same.
 *
 * <pre>
 * timeout: 10m   ✗ the deadline comes first
 * deadline: 5m
 * </pre>
 */
final class TimesAgree implements Rule {
    @Override
    public void check(Check check) {
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            if (draft.node() != null) {
                task(check, draft.node());
            }
        }
        if (check.draft().root().get("defaults") instanceof MapNode defaults) {
            retry(check, defaults.get("retry"));
        }
    }

    private static void task(Check check, MapNode task) {
        within(
                check,
                task,
                "timeout",
                "deadline",
                true,
                "The deadline ends the task before an attempt can take so long: shorten timeout, or lengthen deadline.");
        within(
                check,
                task,
                "heartbeat",
                "timeout",
                false,
                "The timeout ends an attempt before it is missed: shorten heartbeat, or lengthen timeout.");
        within(
                check,
                task,
                "sla",
                "deadline",
                false,
                "The deadline ends the task before the alert: shorten sla, or lengthen deadline.");
        retry(check, task.get("retry"));
    }

    private static void retry(Check check, @Nullable Node node) {
        if (node instanceof MapNode retry) {
            within(
                    check,
                    retry,
                    "delay",
                    "max_delay",
                    true,
                    "No delay is longer than max_delay, so this one never is: shorten delay, or lengthen max_delay.");
        }
    }

    private static void within(
            Check check, MapNode map, String shorter, String longer, boolean mayBeEqual, String hint) {
        Optional<Duration> inner = written(map.get(shorter));
        Optional<Duration> outer = written(map.get(longer));
        Node place = map.get(shorter);
        if (inner.isEmpty() || outer.isEmpty() || place == null) {
            return;
        }
        int order = inner.get().compareTo(outer.get());
        if (order > 0 || order == 0 && !mayBeEqual) {
            check.problems()
                    .warning(
                            ProblemCode.TIMES,
                            place,
                            "Expected " + shorter + (mayBeEqual ? " of at most the " : " below the ") + longer + " of "
                                    + DurationText.format(outer.get()) + ", but found "
                                    + DurationText.format(inner.get()),
                            hint);
        }
    }

    private static Optional<Duration> written(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? DurationText.parse(scalar.text()) : Optional.empty();
    }
}
