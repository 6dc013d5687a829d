package dev.weft.cli.cases;

import dev.weft.definitions.action.Trait;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what stands for the work of tasks. */
final class MockReader {
    private static final List<String> ANSWER = List.of("output", "fails", "takes", "times");
    private static final List<String> FAILS = List.of("code", "message", "retryable");

    private final ProblemCollector problems;
    private final Subject subject;

    MockReader(ProblemCollector problems, Subject subject) {
        this.problems = problems;
        this.subject = subject;
    }

    List<Mock> read(@Nullable MapNode node) {
        List<Mock> mocks = new ArrayList<>();
        if (node != null) {
            node.entries().forEach((name, entry) -> {
                TaskPath path = TaskPath.of(name, subject.workflow());
                if (canBeMocked(path, entry.key())) {
                    mocks.add(new Mock(path, answers(entry.value())));
                }
            });
        }
        return mocks;
    }

    private boolean canBeMocked(TaskPath path, ScalarNode at) {
        Optional<PlannedTask> task = subject.task(path);
        if (task.isEmpty()) {
            TestFiles.unknownTask(problems, at, path, subject);
            return false;
        }
        return switch (task.get().task().work()) {
            case Work.Block block -> {
                problems.error(
                        ProblemCode.VALUE,
                        at,
                        "Expected a task that works, but found the block \"" + path.path() + '"',
                        "Mock the tasks in it, such as " + path.path() + '.'
                                + block.tasks().getFirst().id() + '.');
                yield false;
            }
            case Work.ActionCall call -> {
                boolean works = call.action().trait() == Trait.WORK;
                if (!works) {
                    String name = call.action().name();
                    problems.error(
                            ProblemCode.VALUE,
                            at,
                            "Expected a task that works outside of the run, but found \"" + path.path()
                                    + "\" of action " + name,
                            name.equals("workflow_trigger")
                                    ? "Name the file of the definition that it starts in definitions, and mock the tasks of"
                                            + " that: <its id>/<path>."
                                    : "It is carried out as it is; remove the mock.");
                }
                yield works;
            }
        };
    }

    private List<Answer> answers(Node node) {
        List<Node> written = node instanceof ListNode list ? list.items() : List.of(node);
        if (written.isEmpty()) {
            problems.error(
                    ProblemCode.EMPTY, node, "Expected an answer, but found an empty list", "Write {output: …}.");
        }
        List<Answer> answers = new ArrayList<>();
        written.forEach(one -> answers.add(answer(one)));
        return answers;
    }

    private Answer answer(Node node) {
        Fields fields = Fields.of(problems, node, "a mock", ANSWER);
        if (fields == null) {
            return new Answer(new Template.Literal(null), null, Duration.ZERO, null);
        }
        if (fields.has("output") == fields.has("fails")) {
            problems.error(
                    fields.has("output") ? ProblemCode.VALUE : ProblemCode.MISSING_FIELD,
                    node,
                    "Expected a mock with either \"output\" or \"fails\", but found "
                            + (fields.has("output") ? "both" : "neither"),
                    "Write {output: …} or {fails: {code: …}}.");
        }
        Answer.Fails fails = fails(fields.node("fails"));
        Node output = fields.node("output");
        return new Answer(
                fails != null ? null : output == null ? new Template.Literal(null) : Templates.of(problems, output),
                fails,
                fields.duration("takes", Duration.ZERO),
                fields.whole("times", 1));
    }

    private Answer.@Nullable Fails fails(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar && scalar.isText()) {
            return new Answer.Fails(scalar.text(), "It was made to fail", true);
        }
        Fields fields = Fields.of(problems, node, "a failure", FAILS);
        if (fields == null) {
            return null;
        }
        String message = fields.text("message");
        return new Answer.Fails(
                fields.required("code"),
                message == null ? "It was made to fail" : message,
                fields.flag("retryable", true));
    }
}
