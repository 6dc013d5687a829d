package dev.weft.worker.interpreter.attempt;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.expression.SecretText;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Retry;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.size.Extent;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.scope.Secrets;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Choice;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evaluates all that the attempts of a task need, once. */
public final class Calls {
    private Calls() {}

    /** What came of it. */
    public sealed interface Prepared {
        record Ready(Call call) implements Prepared {}

        record Refused(Failure failure) implements Prepared {}
    }

    public static Prepared prepare(Turn turn, int index, Work.ActionCall work, Scope scope) throws EvaluationException {
        String action = work.action().name();
        Agent agent = null;
        if (work.agent() != null || work.capability() != null) {
            Optional<Agent> found = agent(turn, index, work, scope);
            if (found.isEmpty()) {
                return new Prepared.Refused(unknownAgent(turn, work, scope));
            }
            agent = found.get();
        }
        Map<String, SecretText> secrets = new LinkedHashMap<>();
        Map<String, @Nullable Object> parameters;
        try {
            parameters = turn.elsewhere.keepEntries(
                    "The parameters",
                    fields(Secrets.takeOut(work.parameters().evaluate(RunScope.ofAttempts(turn, index)), "", secrets)));
        } catch (Elsewhere.NotKeptException e) {
            return new Prepared.Refused(e.failure());
        }
        Task task = turn.planned(index).task();
        Extent extent = Extents.of(turn, index, agent, scope);
        Call call = new Call(
                agent == null ? action : "agent:" + agent.name(),
                action,
                agent,
                work.operation() == null ? null : Values.toText(work.operation().evaluate(scope)),
                parameters,
                secrets,
                task.timeout() == null ? null : task.timeout().resolve(scope),
                heartbeat(turn, index),
                retries(task.retry(), scope),
                extent.isNothing() && Placements.isLocal(turn, index, work.action(), parameters),
                extent.isNothing() ? null : extent);
        Failure refusal = ForeignCalls.kind(call) == null ? null : ForeignCalls.refusal(call);
        return refusal == null ? new Prepared.Ready(call) : new Prepared.Refused(refusal);
    }

    /** Its own, else that of the nearest block around it that says one. */
    private static @Nullable Duration heartbeat(Turn turn, int index) throws EvaluationException {
        for (int at = index; at >= 0; at = turn.parent(at)) {
            Setting<Duration> heartbeat = turn.planned(at).task().heartbeat();
            if (heartbeat != null) {
                return heartbeat.resolve(RunScope.of(turn, at));
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked") // takeOut makes maps with string keys
    private static Map<String, @Nullable Object> fields(@Nullable Object parameters) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(parameters);
    }

    private static Optional<Agent> agent(Turn turn, int index, Work.ActionCall work, Scope scope)
            throws EvaluationException {
        if (work.agent() != null) {
            return Optional.ofNullable(turn.facts.agent(text(work.agent(), scope)));
        }
        Choice choice = turn.task(index).choice();
        if (choice != null && choice.agent() != null) {
            return Optional.ofNullable(turn.facts.agent(choice.agent()));
        }
        return Choosing.able(turn, text(Objects.requireNonNull(work.capability()), scope)).stream()
                .findFirst();
    }

    private static Failure unknownAgent(Turn turn, Work.ActionCall work, Scope scope) throws EvaluationException {
        String wanted = work.agent() != null
                ? "an agent '%s'".formatted(text(work.agent(), scope))
                : "an agent with capability '%s'".formatted(text(Objects.requireNonNull(work.capability()), scope));
        return Failure.permanent(
                "unknown_agent",
                "Expected %s, but the run was started with %s. Register it and start again."
                        .formatted(
                                wanted,
                                turn.facts.request().agents().isEmpty()
                                        ? "none"
                                        : String.join(
                                                ", ",
                                                turn.facts.request().agents().keySet())));
    }

    private static String text(Template template, Scope scope) throws EvaluationException {
        return Values.toText(template.evaluate(scope));
    }

    public static Call.Retries retries(Retry retry, Scope scope) throws EvaluationException {
        return new Call.Retries(
                retry.maxAttempts().resolve(scope),
                retry.delay().resolve(scope),
                retry.backoff().resolve(scope),
                retry.maxDelay() == null ? null : retry.maxDelay().resolve(scope),
                retry.jitter().resolve(scope),
                retry.nonRetryable());
    }
}
