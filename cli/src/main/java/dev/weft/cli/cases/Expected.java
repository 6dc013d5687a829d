package dev.weft.cli.cases;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.source.Node;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that is expected of a case, with its place. */
public sealed interface Expected {
    /** Where it is written. */
    Node at();

    /** What the run has come to. */
    record Status(Node at, String status) implements Expected {}

    /** All outputs of the run. */
    record Outputs(Node at, @Nullable Object value) implements Expected {}

    /**
     * The error of the run, or of a task.
     *
     * @param task {@code null} for the run
     * @param message a part of it
     */
    record Failure(
            Node at,
            @Nullable TaskPath task,
            @Nullable String code,
            @Nullable String message) implements Expected {}

    /** The status of a task. */
    record TaskStatus(Node at, TaskPath task, String status) implements Expected {}

    /** How many attempts a task made last. */
    record Attempts(Node at, TaskPath task, long attempts) implements Expected {}

    /** The output of a task. */
    record Output(Node at, TaskPath task, @Nullable Object value) implements Expected {}

    /** A part of the reason why a task waits or was skipped. */
    record Reason(Node at, TaskPath task, String text) implements Expected {}

    /** Each has ended before the next began. */
    record Order(Node at, List<Named> tasks) implements Expected {}

    /** A task with the place where it is named. */
    record Named(Node at, TaskPath task) {}

    /** How often a task was called, all its items and turns together. */
    record Calls(Node at, TaskPath task, long times) implements Expected {}

    /** What a task was called with, in turn: each holds at least these parameters. */
    record CalledWith(Node at, TaskPath task, List<Node> parameters) implements Expected {}

    /** How long the run took, in virtual time. */
    record Takes(
            Node at, @Nullable Duration atLeast, @Nullable Duration atMost) implements Expected {}

    /** CEL over {@code outputs}, {@code tasks}, {@code status}, {@code error} and {@code inputs} that is true. */
    record That(Node at, Expression expression) implements Expected {}
}
