package dev.weft.cli.trial;

import dev.weft.cli.cases.Answer;
import dev.weft.cli.cases.Mock;
import dev.weft.cli.cases.TaskPath;
import dev.weft.cli.cases.TestCase;
import dev.weft.cli.verdict.Outcome;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Values;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LocalBounds;
import dev.weft.worker.protocol.TaskInvocation;
import io.temporal.activity.Activity;
import io.temporal.activity.DynamicActivity;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What stands for all that works outside of runs: mocks answer. Thread safe. */
final class World implements DynamicActivity {
    private static final String EMIT = "emit_event";

    private final TestCase test;
    private final VirtualServer server;
    private final Seen seen;
    private final EventLog events;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    World(TestCase test, VirtualServer server, Seen seen, EventLog events) {
        this.test = test;
        this.server = server;
        this.seen = seen;
        this.events = events;
    }

    @Override
    public @Nullable Object execute(EncodedValues arguments) {
        underWay.incrementAndGet();
        try {
            return attempt(arguments);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Whether nothing is at work. */
    boolean isIdle() {
        return underWay.get() == 0;
    }

    private @Nullable Object attempt(EncodedValues arguments) {
        TaskInvocation call = arguments.get(0, TaskInvocation.class);
        Mock mock = test.mock(call.workflow(), call.path());
        Map<String, @Nullable Object> parameters =
                call.parameters() == null ? Map.of() : new LinkedHashMap<>(call.parameters());
        if (mock == null) {
            seen.called(new Outcome.Call(call.workflow(), call.path(), call.attempt(), parameters));
            return unmocked(call, parameters);
        }
        if (isLong(mock) && Activity.getExecutionContext().getInfo().isLocal()) {
            // What takes long is no local attempt: it is made again as one of a worker.
            throw ApplicationFailure.newNonRetryableFailure("Made again on any worker.", LocalBounds.EXCEEDED);
        }
        seen.called(new Outcome.Call(call.workflow(), call.path(), call.attempt(), parameters));
        int number = calls.merge(counted(mock.task(), call), 1, Integer::sum);
        Answer answer = mock.answer(number);
        if (answer == null) {
            seen.missed(new Outcome.Unmocked(call.workflow(), call.path(), call.action(), number, true));
            throw failure(
                    new Failure("no_mock", "Expected an answer to call " + number + ", but there is none", false));
        }
        work(call, answer.takes());
        Answer.Fails fails = answer.failure();
        if (fails != null) {
            throw failure(new Failure(fails.code(), fails.message(), fails.retryable()));
        }
        return output(call, answer, parameters, number);
    }

    private static boolean isLong(Mock mock) {
        return mock.answers().stream().anyMatch(answer -> answer.takes().isPositive());
    }

    /** What counts together: each item where all are meant with {@code [*]}, else what the mock means. */
    private static String counted(TaskPath mock, TaskInvocation call) {
        return call.workflow() + "/" + (mock.isEach() ? call.path() : mock.path());
    }

    private void work(TaskInvocation call, Duration takes) {
        Long timeout = call.timeout();
        if (timeout != null && takes.toMillis() >= timeout) {
            server.sleep(Duration.ofMillis(timeout));
            throw failure(new Failure(
                    "timeout",
                    "Expected an end within the task's timeout, but the mock takes longer, and was stopped.",
                    true));
        }
        if (takes.isPositive()) {
            server.sleep(takes);
        }
    }

    private static @Nullable Object output(
            TaskInvocation call, Answer answer, Map<String, @Nullable Object> parameters, int number) {
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        names.put("parameters", Values.normalise(parameters));
        names.put("attempt", (long) call.attempt());
        names.put("call", (long) number);
        names.put("path", call.path());
        try {
            return Objects.requireNonNull(answer.output()).evaluate(names::get);
        } catch (EvaluationException e) {
            throw failure(new Failure("mock", "Expected an output of the mock, but: " + e.getMessage(), false));
        }
    }

    private @Nullable Object unmocked(TaskInvocation call, Map<String, @Nullable Object> parameters) {
        if (call.action().equals(EMIT)) {
            String id = call.key();
            events.put(
                    id,
                    String.valueOf(parameters.get("type")),
                    text(parameters.get("subject")),
                    parameters.get("data"));
            return Map.of("id", id);
        }
        seen.missed(new Outcome.Unmocked(call.workflow(), call.path(), call.action(), 1, false));
        throw failure(new Failure("no_mock", "Expected a mock of " + call.path() + ", but there is none", false));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static ApplicationFailure failure(Failure failure) {
        return ApplicationFailure.newNonRetryableFailure(failure.message(), failure.code(), failure, null);
    }
}
