package dev.weft.api.service;

import dev.weft.api.auth.Caller;
import dev.weft.definitions.expression.Values;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.protocol.RunView.GateView;
import dev.weft.worker.protocol.RunView.TaskView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gates of a run, and what they are to a caller. */
final class GatesOf {
    private GatesOf() {}

    /** Every gate that has been asked, by path; those of items and turns each by its own. */
    static Map<String, TaskView> run(RunView view) {
        Map<String, TaskView> gates = new LinkedHashMap<>();
        view.tasks().forEach((path, task) -> put(gates, path, task));
        view.items().forEach((path, task) -> put(gates, path, task));
        return gates;
    }

    private static void put(Map<String, TaskView> gates, String path, TaskView task) {
        if (task.gate() != null) {
            gates.put(path, task);
        }
    }

    /** Whether people are asked now. */
    static boolean isAsked(GateView gate) {
        return gate.outcome() == null;
    }

    /** Whether the caller is among those who are asked, or the delegate of one. */
    static boolean asks(GateView gate, Caller caller) {
        String user = "user:" + caller.user();
        return gate.approvers().stream().anyMatch(caller::isMeantBy)
                || gate.delegates().stream().anyMatch(one -> one.to().equals(user));
    }

    /** Whether the caller may decide now, and hasn't; whether they started the run isn't looked at. */
    static boolean isFor(GateView gate, Caller caller) {
        boolean decided = gate.decisions().stream()
                .anyMatch(one -> one.level() == gate.level() && one.by().equals(caller.user()));
        return isAsked(gate) && !decided && asks(gate, caller);
    }

    /** Whether the caller has decided at it. */
    static boolean isBy(GateView gate, Caller caller) {
        return gate.decisions().stream().anyMatch(one -> one.by().equals(caller.user()));
    }

    /** The last of a person's decisions that says just this; empty where they have said something else, or nothing. */
    static Optional<GateDecision> said(
            GateView gate,
            Caller caller,
            @Nullable Integer level,
            String word,
            @Nullable String comment,
            @Nullable Map<String, @Nullable Object> inputs) {
        return gate.decisions().stream()
                .filter(one -> one.by().equals(caller.user())
                        && (level == null || level == one.level())
                        && one.decision().equals(word)
                        && Objects.equals(one.comment(), comment)
                        && orEmpty(one.inputs()).equals(orEmpty(inputs)))
                .reduce((before, after) -> after);
    }

    private static Object orEmpty(@Nullable Map<String, @Nullable Object> inputs) {
        return Objects.requireNonNull(Values.normalise(inputs == null ? Map.of() : inputs));
    }
}
