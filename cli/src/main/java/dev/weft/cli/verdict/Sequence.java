package dev.weft.cli.verdict;

import dev.weft.cli.cases.Expected;
import dev.weft.cli.cases.Subject;
import dev.weft.cli.cases.TaskPath;
import dev.weft.definitions.source.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which order tasks were done. */
final class Sequence {
    private static final Set<String> ENDS =
            Set.of("task.completed", "task.failed", "task.skipped", "task.cancelled", "task.compensated");

    private final Subject subject;
    private final Outcome outcome;

    Sequence(Subject subject, Outcome outcome) {
        this.subject = subject;
        this.outcome = outcome;
    }

    /** Where the order is another than expected, and how. */
    Map<Node, String> breaches(Expected.Order order) {
        Map<Node, String> breaches = new LinkedHashMap<>();
        List<Expected.Named> tasks = order.tasks();
        for (int i = 0; i < tasks.size(); i++) {
            Expected.Named task = tasks.get(i);
            int begun = first(task.task());
            if (begun < 0) {
                breaches.put(task.at(), "Expected " + name(task) + " to be done, but it never began");
            } else if (i > 0 && first(tasks.get(i - 1).task()) >= 0) {
                Expected.Named before = tasks.get(i - 1);
                int ended = last(before.task());
                if (ended < 0 || ended > begun) {
                    breaches.put(
                            task.at(),
                            "Expected " + name(before) + " to have ended before " + name(task) + " began, but it "
                                    + (ended < 0 ? "didn't end" : "ended later"));
                }
            }
        }
        return breaches;
    }

    private String name(Expected.Named task) {
        return Outcome.key(
                subject.workflow(), task.task().workflow(), task.task().path());
    }

    private int first(TaskPath path) {
        for (int i = 0; i < outcome.told().size(); i++) {
            if (matches(path, outcome.told().get(i))) {
                return i;
            }
        }
        return -1;
    }

    private int last(TaskPath path) {
        for (int i = outcome.told().size() - 1; i >= 0; i--) {
            Outcome.Told told = outcome.told().get(i);
            if (ENDS.contains(told.type()) && matches(path, told)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(TaskPath path, Outcome.Told told) {
        return told.path() != null && path.matches(told.workflow(), told.path());
    }
}
