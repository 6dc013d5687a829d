package dev.weft.cli.cases;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads what is expected of a case. Where nothing is said of the status, and of no error, it is to be COMPLETED. */
final class ExpectedReader {
    private static final List<String> FIELDS =
            List.of("status", "outputs", "error", "tasks", "order", "calls", "takes", "that");
    private static final List<String> TASK = List.of("status", "attempts", "output", "error", "reason");
    private static final List<String> RUN_STATUS = List.of(
            "COMPLETED",
            "FAILED",
            "CANCELLED",
            "TIMED_OUT",
            "ROLLED_BACK",
            "WAITING",
            "PAUSED",
            "RUNNING",
            "ROLLING_BACK");
    private static final List<String> TASK_STATUS =
            List.of("COMPLETED", "FAILED", "SKIPPED", "CANCELLED", "COMPENSATED", "WAITING", "RUNNING", "PENDING");

    private final ProblemCollector problems;
    private final Subject subject;

    ExpectedReader(ProblemCollector problems, Subject subject) {
        this.problems = problems;
        this.subject = subject;
    }

    /** @param name of the case: the place of what isn't written */
    List<Expected> read(@Nullable Node node, Node name) {
        Fields fields = node == null ? null : Fields.of(problems, node, "what is expected", FIELDS);
        if (fields == null) {
            return List.of(new Expected.Status(name, "COMPLETED"));
        }
        List<Expected> all = new ArrayList<>();
        String status = fields.word("status", RUN_STATUS);
        if (status != null) {
            all.add(new Expected.Status(Objects.requireNonNullElse(fields.node("status"), name), status));
        } else if (!fields.has("error")) {
            all.add(new Expected.Status(name, "COMPLETED"));
        }
        Node outputs = fields.node("outputs");
        if (outputs != null) {
            all.add(new Expected.Outputs(outputs, NodeValues.value(outputs)));
        }
        failure(fields.node("error"), null, all);
        eachTask(fields.map("tasks"), (path, value) -> task(path, value, all));
        order(fields, all);
        eachTask(fields.map("calls"), (path, value) -> calls(path, value, all));
        takes(fields.node("takes"), all);
        for (Node one : fields.list("that")) {
            that(one, all);
        }
        return all;
    }

    private void eachTask(@Nullable MapNode node, BiConsumer<TaskPath, Node> each) {
        if (node != null) {
            node.entries().forEach((name, entry) -> {
                TaskPath path = known(name, entry.key());
                if (path != null) {
                    each.accept(path, entry.value());
                }
            });
        }
    }

    private @Nullable TaskPath known(String name, Node at) {
        TaskPath path = TaskPath.of(name, subject.workflow());
        if (subject.task(path).isEmpty()) {
            TestFiles.unknownTask(problems, at, path, subject);
            return null;
        }
        return path;
    }

    private void failure(@Nullable Node node, @Nullable TaskPath task, List<Expected> all) {
        if (node == null) {
            return;
        }
        if (node instanceof ScalarNode scalar && scalar.isText()) {
            all.add(new Expected.Failure(node, task, scalar.text(), null));
            return;
        }
        Fields fields = Fields.of(problems, node, "an error", List.of("code", "message"));
        if (fields != null) {
            all.add(new Expected.Failure(node, task, fields.text("code"), fields.text("message")));
        }
    }

    private void task(TaskPath path, Node node, List<Expected> all) {
        if (node instanceof ScalarNode scalar && scalar.isText()) {
            if (TASK_STATUS.contains(scalar.text())) {
                all.add(new Expected.TaskStatus(node, path, scalar.text()));
                return;
            }
            problems.error(
                    ProblemCode.VALUE,
                    node,
                    "Expected the status of a task, but found " + node.describe(),
                    Suggestion.didYouMean(
                            scalar.text(), TASK_STATUS, "They are " + Suggestion.list(TASK_STATUS) + "."));
            return;
        }
        Fields fields = Fields.of(problems, node, "what is expected of a task", TASK);
        if (fields == null) {
            return;
        }
        String status = fields.word("status", TASK_STATUS);
        if (status != null) {
            all.add(new Expected.TaskStatus(Objects.requireNonNullElse(fields.node("status"), node), path, status));
        }
        Integer attempts = fields.whole("attempts", 0);
        if (attempts != null) {
            all.add(new Expected.Attempts(Objects.requireNonNullElse(fields.node("attempts"), node), path, attempts));
        }
        if (fields.has("output")) {
            Node output = fields.node("output");
            all.add(new Expected.Output(
                    output == null ? node : output, path, output == null ? null : NodeValues.value(output)));
        }
        failure(fields.node("error"), path, all);
        String reason = fields.text("reason");
        if (reason != null) {
            all.add(new Expected.Reason(Objects.requireNonNullElse(fields.node("reason"), node), path, reason));
        }
    }

    private void order(Fields fields, List<Expected> all) {
        List<Expected.Named> named = new ArrayList<>();
        for (Node one : fields.list("order")) {
            TaskPath path = one instanceof ScalarNode scalar ? known(scalar.text(), one) : null;
            if (path != null) {
                named.add(new Expected.Named(one, path));
            }
        }
        if (named.size() > 1) {
            all.add(new Expected.Order(named.getFirst().at(), named));
        }
    }

    private void calls(TaskPath path, Node node, List<Expected> all) {
        if (node instanceof ScalarNode scalar && scalar.value() instanceof Long times && times >= 0) {
            all.add(new Expected.Calls(node, path, times));
        } else if (node instanceof ListNode list && list.items().stream().allMatch(MapNode.class::isInstance)) {
            all.add(new Expected.CalledWith(node, path, list.items()));
        } else {
            problems.error(
                    ProblemCode.TYPE,
                    node,
                    "Expected a number of calls, or a list of their parameters, but found " + node.describe(),
                    "Write such as 2, or [{title: One}, {title: Two}].");
        }
    }

    private void takes(@Nullable Node node, List<Expected> all) {
        Fields fields =
                node == null ? null : Fields.of(problems, node, "how long it takes", List.of("at_least", "at_most"));
        if (fields != null) {
            all.add(new Expected.Takes(fields.at(), fields.duration("at_least"), fields.duration("at_most")));
        }
    }

    private void that(Node node, List<Expected> all) {
        if (node instanceof ScalarNode scalar && scalar.isText()) {
            Conditions.check(problems, scalar);
            all.add(new Expected.That(node, new Expression(scalar.text())));
        } else {
            problems.error(
                    ProblemCode.TYPE,
                    node,
                    "Expected CEL such as \"outputs.total > 3\", but found " + node.describe(),
                    "");
        }
    }
}
