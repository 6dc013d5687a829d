package dev.weft.cli.verdict;

import dev.weft.cli.cases.CaseStep;
import dev.weft.cli.cases.Expected;
import dev.weft.cli.cases.Subject;
import dev.weft.cli.cases.TaskPath;
import dev.weft.cli.cases.TestCase;
import dev.weft.cli.cases.TestFile;
import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.NodeValues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds the outcome of a case against what is expected of it. */
public final class Judge {
    private final Subject subject;
    private final TestCase test;
    private final Outcome outcome;
    private final Shortfalls shortfalls;

    private Judge(Subject subject, TestCase test, Outcome outcome, Shortfalls shortfalls) {
        this.subject = subject;
        this.test = test;
        this.outcome = outcome;
        this.shortfalls = shortfalls;
    }

    /** What the outcome falls short of; empty where the case has passed. */
    public static List<Problem> shortfalls(TestFile file, Subject subject, TestCase test, Outcome outcome) {
        Judge judge = new Judge(subject, test, outcome, new Shortfalls(file.source()));
        judge.mocks();
        test.steps().forEach(judge::step);
        test.expected().forEach(judge::expectation);
        return judge.shortfalls.all();
    }

    private void mocks() {
        for (Outcome.Unmocked one : outcome.unmocked()) {
            String key = Outcome.key(subject.workflow(), one.workflow(), TaskPath.planned(one.path()));
            shortfalls.add(
                    Shortfalls.NO_MOCK,
                    test.at(),
                    one.exhausted()
                            ? "Expected an answer to call " + one.call() + " of " + key + ", but its mock has none left"
                            : "Expected a mock of " + key + ", which would leave the run by " + one.action()
                                    + ", but there is none",
                    one.exhausted()
                            ? "Give its mock another answer, or leave out times of the last one."
                            : "Add to mocks: " + key + ": {output: …}.");
        }
    }

    private void step(CaseStep step) {
        List<Outcome.Happened> happened =
                outcome.steps().stream().filter(one -> one.step() == step).toList();
        if (happened.isEmpty()) {
            shortfalls.add(Shortfalls.STEP, step.at(), never(step), "The run was " + outcome.status() + " at its end.");
            return;
        }
        for (Outcome.Happened one : happened) {
            String refused = one.refused();
            String expected = step.refused();
            if (expected == null && refused != null) {
                shortfalls.add(
                        Shortfalls.STEP,
                        step.at(),
                        "Expected " + what(step) + " to be taken, but it was refused: " + refused,
                        "Where that is meant: refused: <a part of the reason>.");
            } else if (expected != null && (refused == null || !refused.contains(expected))) {
                shortfalls.add(
                        Shortfalls.STEP,
                        step.at(),
                        "Expected " + what(step) + " to be refused with \"" + expected + "\", but it was "
                                + (refused == null ? "taken" : "refused: " + refused),
                        "");
            }
        }
    }

    private static String what(CaseStep step) {
        return switch (step) {
            case CaseStep.Decide decide -> "the decision of " + who(decide);
            case CaseStep.Occur occur -> "the event " + occur.type();
            case CaseStep.Steer steer -> "the control " + steer.command();
        };
    }

    private static String who(CaseStep.Decide decide) {
        return Objects.requireNonNullElse(decide.by(), "those who may");
    }

    private static String never(CaseStep step) {
        return switch (step) {
            case CaseStep.Decide decide ->
                "Expected " + decide.task().path() + " to ask"
                        + (decide.level() == null ? "" : " level " + decide.level()) + " so long that " + who(decide)
                        + (decide.by() == null ? " decide" : " decides") + ", but it didn't";
            case CaseStep.Occur occur ->
                "Expected a task to wait for the event " + occur.type() + ", but none did so long";
            case CaseStep.Steer steer ->
                steer.isOfTask() && steer.task() != null
                        ? "Expected " + steer.task().path() + " to wait for a person, but it didn't"
                        : "Expected the run to go on until " + DurationText.format(steer.after())
                                + " have passed, but it didn't";
        };
    }

    private void unmet(Expected expected, String message, String hint) {
        shortfalls.add(Shortfalls.UNMET, expected.at(), message, hint);
    }

    private void expectation(Expected expected) {
        switch (expected) {
            case Expected.Status status -> {
                if (!status.status().equals(outcome.status())) {
                    unmet(expected, "Expected the run " + status.status() + ", but found " + said(), open());
                }
            }
            case Expected.Outputs outputs -> {
                String difference = Same.difference(outputs.value(), outcome.outputs());
                if (difference != null) {
                    unmet(expected, "Expected other outputs: " + difference, "All are " + Same.show(outcome.outputs()));
                }
            }
            case Expected.Failure failure -> failure(failure);
            case Expected.TaskStatus status ->
                each(
                        expected,
                        status.task(),
                        status.status(),
                        task -> status.status().equals(task.status()) ? null : said(task));
            case Expected.Attempts attempts ->
                each(
                        expected,
                        attempts.task(),
                        "with " + attempts.attempts() + " attempts",
                        task -> task.attempts() == attempts.attempts() ? null : Integer.toString(task.attempts()));
            case Expected.Output output ->
                each(
                        expected,
                        output.task(),
                        "with another output",
                        task -> Same.difference(output.value(), task.output()));
            case Expected.Reason reason ->
                each(
                        expected,
                        reason.task(),
                        "with a reason that says \"" + reason.text() + '"',
                        task -> task.reason() != null && task.reason().contains(reason.text())
                                ? null
                                : task.reason() == null ? "none" : task.reason());
            case Expected.Order order ->
                new Sequence(subject, outcome)
                        .breaches(order)
                        .forEach((at, message) -> shortfalls.add(Shortfalls.UNMET, at, message, ""));
            case Expected.Calls calls -> calls(calls);
            case Expected.CalledWith calls -> calledWith(calls);
            case Expected.Takes takes -> takes(takes);
            case Expected.That that -> {
                String why = new Truth(test, outcome).refutes(that.expression());
                if (why != null) {
                    unmet(expected, why, "");
                }
            }
        }
    }

    private String open() {
        List<String> waiting = outcome.tasks().entrySet().stream()
                .filter(task -> task.getValue().status().equals("WAITING"))
                .map(task -> task.getKey() + " waits: " + task.getValue().reason())
                .limit(3)
                .toList();
        return String.join("; ", waiting);
    }

    private String said() {
        Outcome.Fault error = outcome.error();
        return outcome.status() + (error == null ? "" : " (" + error.code() + ": " + error.message() + ")");
    }

    private static String said(Outcome.Task task) {
        Outcome.Fault error = task.error();
        return task.status()
                + (task.reason() != null
                        ? " (" + task.reason() + ")"
                        : error == null ? "" : " (" + error.code() + ": " + error.message() + ")");
    }

    /**
     * Holds each task that is meant against something.
     *
     * @param words what is expected of it
     * @param found what is found instead; {@code null} where that is as expected
     */
    private void each(Expected expected, TaskPath path, String words, Function<Outcome.Task, @Nullable String> found) {
        Map<String, Outcome.Task> meant = meant(path);
        if (meant.isEmpty()) {
            unmet(expected, "Expected a task " + path.path() + " in the run, but there was none", "");
        }
        meant.forEach((name, task) -> {
            String other = found.apply(task);
            if (other != null) {
                unmet(
                        expected,
                        "Expected " + name + " " + words + (expected instanceof Expected.Output ? ": " : ", but found ")
                                + other,
                        "");
            }
        });
    }

    private Map<String, Outcome.Task> meant(TaskPath path) {
        Map<String, Outcome.Task> meant = new LinkedHashMap<>();
        Outcome.Task exact = outcome.task(subject.workflow(), path.workflow(), path.path());
        if (exact != null) {
            meant.put(Outcome.key(subject.workflow(), path.workflow(), path.path()), exact);
            return meant;
        }
        outcome.tasks().forEach((key, task) -> {
            int slash = key.indexOf('/');
            String workflow = slash < 0 ? subject.workflow() : key.substring(0, slash);
            if (path.matches(workflow, key.substring(slash + 1))) {
                meant.put(key, task);
            }
        });
        return meant;
    }

    private void failure(Expected.Failure expected) {
        TaskPath path = expected.task();
        if (path == null) {
            failure(expected, "the run", outcome.error());
        } else {
            Map<String, Outcome.Task> meant = meant(path);
            meant.forEach((name, task) -> failure(expected, name, task.error()));
            if (meant.isEmpty()) {
                unmet(expected, "Expected an error of " + path.path() + ", but found no such task", "");
            }
        }
    }

    private void failure(Expected.Failure expected, String of, Outcome.@Nullable Fault found) {
        String code = expected.code();
        String message = expected.message();
        String wanted = (code == null ? "an error" : "the error " + code)
                + (message == null ? "" : " that says \"" + message + '"');
        boolean met = found != null
                && (code == null || code.equals(found.code()))
                && (message == null || found.message().contains(message));
        if (!met) {
            unmet(
                    expected,
                    "Expected " + wanted + " of " + of + ", but found "
                            + (found == null ? "none" : found.code() + ": " + found.message()),
                    "");
        }
    }

    private List<Outcome.Call> callsOf(TaskPath path) {
        return outcome.calls().stream()
                .filter(call -> path.matches(call.workflow(), call.path()))
                .toList();
    }

    private void calls(Expected.Calls expected) {
        int found = callsOf(expected.task()).size();
        if (found != expected.times()) {
            unmet(
                    expected,
                    "Expected " + expected.times() + " calls of "
                            + expected.task().path() + ", but found " + found,
                    "");
        }
    }

    private void calledWith(Expected.CalledWith expected) {
        List<Outcome.Call> found = callsOf(expected.task());
        if (found.size() != expected.parameters().size()) {
            unmet(
                    expected,
                    "Expected " + expected.parameters().size() + " calls of "
                            + expected.task().path() + ", but found " + found.size(),
                    found.isEmpty()
                            ? ""
                            : "The last was with " + Same.show(found.getLast().parameters()));
            return;
        }
        for (int i = 0; i < found.size(); i++) {
            String lack = Same.lack(
                    NodeValues.value(expected.parameters().get(i)), found.get(i).parameters());
            if (lack != null) {
                shortfalls.add(
                        Shortfalls.UNMET,
                        expected.parameters().get(i),
                        "Expected other parameters of call " + (i + 1) + " of "
                                + expected.task().path() + ": " + lack,
                        "");
            }
        }
    }

    private void takes(Expected.Takes expected) {
        Duration atLeast = expected.atLeast();
        Duration atMost = expected.atMost();
        // While something is at work, the clock goes as all clocks do.
        if (atLeast != null && outcome.took().compareTo(atLeast) < 0) {
            took(expected, "at least " + DurationText.format(atLeast));
        } else if (atMost != null && outcome.took().minus(outcome.real()).compareTo(atMost) > 0) {
            took(expected, "at most " + DurationText.format(atMost));
        }
    }

    private void took(Expected.Takes expected, String bound) {
        unmet(
                expected,
                "Expected a run of " + bound + ", but found one of "
                        + DurationText.format(Duration.ofSeconds(outcome.took().toSeconds())),
                "");
    }
}
