package dev.weft.worker.interpreter.child;

import dev.weft.definitions.action.builtin.WorkflowTrigger;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.input.Binding;
import dev.weft.definitions.input.InputBinder;
import dev.weft.definitions.input.InputFailure;
import dev.weft.definitions.model.Definition;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.lease.LeasesAround;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LogPoint;
import dev.weft.worker.protocol.PinnedDefinition;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.large.Question;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What child runs are started with, checked before. */
public final class ChildRequests {
    private ChildRequests() {}

    /** What came of it. */
    sealed interface Made {
        record Ready(RunRequest request) implements Made {}

        record Refused(Failure failure) implements Made {}
    }

    static Made make(Turn turn, int index, WorkflowTrigger asked, ChildDefinition found) {
        Definition definition;
        try {
            definition = turn.facts.plans().apply(found.document()).definition();
        } catch (IllegalArgumentException e) {
            return refused("invalid_definition", "Definition '%s' can't be run: %s".formatted(found.workflow(), e));
        }
        Map<String, ? extends @Nullable Object> given = Objects.requireNonNullElse(asked.inputs(), Map.of());
        if (LargeValue.in(given)) {
            return elsewhere(turn, index, asked, found, definition, given);
        }
        return switch (InputBinder.bind(definition, given)) {
            case Binding.Refused refused ->
                refused(
                        "invalid_parameters",
                        "Expected inputs that fit '%s', but found: %s"
                                .formatted(
                                        found.workflow(),
                                        refused.failures().stream()
                                                .map(InputFailure::toString)
                                                .collect(Collectors.joining("; "))));
            case Binding.Bound bound -> fitting(request(turn, index, asked, found, definition, bound.values()));
        };
    }

    /** Inputs are checked where all of them is at hand. */
    private static Made elsewhere(
            Turn turn,
            int index,
            WorkflowTrigger asked,
            ChildDefinition found,
            Definition definition,
            Map<String, ? extends @Nullable Object> given) {
        Map<String, @Nullable Object> what = new LinkedHashMap<>();
        what.put("document", found.document());
        what.put("workflow", found.workflow());
        what.put("inputs", given);
        try {
            Object bound = turn.elsewhere.ask(new Question(Question.Kind.BIND, what), turn.path(index));
            return fitting(request(turn, index, asked, found, definition, fields(bound)));
        } catch (EvaluationException e) {
            return refused("invalid_parameters", String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // maps of the language have string keys
    private static Map<String, @Nullable Object> fields(@Nullable Object map) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(map);
    }

    private static RunRequest request(
            Turn turn,
            int index,
            WorkflowTrigger asked,
            ChildDefinition found,
            Definition definition,
            Map<String, @Nullable Object> inputs) {
        RunRequest own = turn.facts.request();
        return new RunRequest(
                found.workflow(),
                found.revision(),
                found.document(),
                inputs,
                found.agents(),
                own.startedBy(),
                definition.labels(),
                own.decisionKeys(),
                own.priority(),
                LeasesAround.parent(turn, index, ChildRuns.awaits(asked)),
                found.definitions(),
                null,
                null,
                own.continueAfter(),
                LogPoint.from(turn.now),
                own.maxRuns());
    }

    /** A request that Temporal takes: what is started further down is claimed where it is too much to carry. */
    private static Made fitting(RunRequest request) {
        if (Sizes.ofRequest(request) <= Sizes.MAX_VALUE) {
            return new Made.Ready(request);
        }
        Map<String, PinnedDefinition> claims = new LinkedHashMap<>();
        request.definitions()
                .forEach((key, pinned) -> claims.put(
                        key,
                        new PinnedDefinition(
                                pinned.workflow(),
                                pinned.revision(),
                                pinned.digest(),
                                null,
                                pinned.agents(),
                                pinned.starts())));
        RunRequest less = request.starting(claims);
        return Sizes.ofRequest(less) <= Sizes.MAX_VALUE
                ? new Made.Ready(less)
                : refused(
                        "too_large",
                        "Inputs, agents and definition of '%s' have about %d KiB, but a run is started with at most %d KiB. Write large inputs to a file and pass the path."
                                .formatted(request.workflow(), Sizes.ofRequest(less) / 1024, Sizes.MAX_VALUE / 1024));
    }

    private static Made refused(String code, String message) {
        return new Made.Refused(Failure.permanent(code, message));
    }
}
