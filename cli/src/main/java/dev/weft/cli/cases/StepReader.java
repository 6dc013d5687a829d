package dev.weft.cli.cases;

import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what happens to a run. */
final class StepReader {
    private static final List<String> DECISION =
            List.of("task", "decision", "by", "roles", "comment", "inputs", "level", "signed", "after", "refused");
    private static final List<String> EVENT = List.of("type", "data", "subject", "after");
    private static final List<String> CONTROL = List.of("command", "task", "by", "output", "after", "refused");
    private static final List<String> DECISIONS = List.of("approve", "reject", "request_changes");
    private static final List<String> COMMANDS =
            List.of("pause", "resume", "cancel", "rollback", "undo", "retry", "skip", "complete", "fail");

    private static final List<String> OF_TASKS = List.of("retry", "skip", "complete", "fail");

    private final ProblemCollector problems;
    private final Subject subject;

    StepReader(ProblemCollector problems, Subject subject) {
        this.problems = problems;
        this.subject = subject;
    }

    List<CaseStep> decisions(List<Node> nodes) {
        List<CaseStep> steps = new ArrayList<>();
        for (Node node : nodes) {
            Fields fields = Fields.of(problems, node, "a decision", DECISION);
            if (fields != null) {
                TaskPath task = task(fields, true);
                String decision = fields.word("decision", DECISIONS);
                if (decision == null && fields.node("decision") == null) {
                    fields.required("decision");
                }
                if (task != null) {
                    checkGate(task, Objects.requireNonNullElse(fields.node("task"), node));
                    steps.add(new CaseStep.Decide(
                            node,
                            task,
                            decision == null ? "approve" : decision,
                            fields.has("roles") || fields.has("signed") ? fields.required("by") : fields.text("by"),
                            fields.texts("roles"),
                            fields.text("comment"),
                            fields.has("inputs") ? fields.values("inputs") : null,
                            fields.whole("level", 1),
                            fields.flag("signed", true),
                            fields.duration("after", Duration.ZERO),
                            fields.text("refused")));
                }
            }
        }
        return steps;
    }

    List<CaseStep> events(List<Node> nodes) {
        List<CaseStep> steps = new ArrayList<>();
        for (Node node : nodes) {
            Fields fields = Fields.of(problems, node, "an event", EVENT);
            if (fields != null) {
                steps.add(new CaseStep.Occur(
                        node,
                        fields.required("type"),
                        CaseReader.value(fields.node("data")),
                        fields.text("subject"),
                        fields.duration("after", Duration.ZERO)));
            }
        }
        return steps;
    }

    List<CaseStep> controls(List<Node> nodes) {
        List<CaseStep> steps = new ArrayList<>();
        for (Node node : nodes) {
            Fields fields = Fields.of(problems, node, "a control", CONTROL);
            if (fields != null) {
                String command = fields.word("command", COMMANDS);
                if (command == null && fields.node("command") == null) {
                    fields.required("command");
                }
                String by = fields.text("by");
                CaseStep.Steer steer = new CaseStep.Steer(
                        node,
                        command == null ? "pause" : command,
                        task(fields, command != null && OF_TASKS.contains(command)),
                        by == null ? "tester" : by,
                        CaseReader.value(fields.node("output")),
                        fields.duration("after", Duration.ZERO),
                        fields.text("refused"));
                steps.add(steer);
            }
        }
        return steps;
    }

    private @Nullable TaskPath task(Fields fields, boolean required) {
        String text = required ? fields.required("task") : fields.text("task");
        Node at = fields.node("task");
        if (text == null || at == null) {
            return null;
        }
        TaskPath path = TaskPath.of(text, subject.workflow());
        if (subject.task(path).isEmpty()) {
            TestFiles.unknownTask(problems, at, path, subject);
            return null;
        }
        return path;
    }

    private void checkGate(TaskPath path, Node at) {
        Optional<PlannedTask> task = subject.task(path);
        boolean gate = task.isPresent()
                && task.get().task().work() instanceof Work.ActionCall call
                && call.action().name().equals("approval_gate");
        if (!gate) {
            problems.error(
                    ProblemCode.VALUE,
                    at,
                    "Expected an approval gate, but found \"" + path.path() + "\", which is none",
                    "");
        }
    }
}
