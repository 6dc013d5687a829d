package dev.weft.worker.interpreter;

import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may decide what, and when. Pure. */
public final class GateRules {
    /** Words of decisions, as they are recorded. */
    public static final String APPROVE = "approve";

    public static final String REJECT = "reject";
    public static final String REQUEST_CHANGES = "request_changes";

    /** Channel of decisions that come through the API. */
    public static final String API = "api";

    /** Channel of all others. */
    public static final String TEMPORAL = "temporal";

    private static final int MAX_NAME = 200;

    private GateRules() {}

    /**
     * Checks a decision against the run as it is.
     *
     * @throws RefusedException with the reason
     */
    public static void check(RunLoop loop, RunState state, Decision decision) {
        if (decision == null || decision.task() == null || decision.task().isBlank()) {
            throw new RefusedException(Code.INVALID, "Expected the path of a gate in 'task', but found none.");
        }
        int index = index(loop, state, decision);
        if (index < 0) {
            throw new RefusedException(
                    Code.NOT_FOUND, "Expected a task of this run, but found '%s'.".formatted(decision.task()));
        }
        if (word(decision.decision()).isEmpty()) {
            throw new RefusedException(
                    Code.INVALID,
                    "Expected a decision 'approve', 'reject' or 'request_changes', but found '%s'."
                            .formatted(decision.decision()));
        }
        if (decision.by() == null || decision.by().isBlank()) {
            throw new RefusedException(Code.INVALID, "Expected the name of who decides in 'by', but found none.");
        }
        if (decision.inputs() != null && !decision.inputs().isEmpty()) {
            throw new RefusedException(
                    Code.INVALID,
                    "Expected no 'inputs', as the gates of this release have no fields to fill in, but found %s."
                            .formatted(String.join(", ", decision.inputs().keySet())));
        }
        checkLength("by", decision.by(), MAX_NAME);
        checkLength("comment", decision.comment(), Decision.MAX_COMMENT);
        PlannedTask planned = state.nodes(loop.plan()).planned(index);
        TaskState task = state.tasks().get(index);
        Gate gate = task.gate();
        if (gate == null) {
            throw new RefusedException(
                    planned.task().work() instanceof Work.ActionCall call
                                    && call.action().name().equals("approval_gate")
                            ? Code.CONFLICT
                            : Code.NOT_FOUND,
                    "Expected a gate that has been asked, but '%s' is %s.".formatted(decision.task(), task.status()));
        }
        if (!task.isAsked() || state.status().ended()) {
            throw new RefusedException(
                    Code.CONFLICT, "Gate '%s' is decided already: %s.".formatted(decision.task(), task.status()));
        }
        checkLevel(gate, decision);
        checkPerson(loop.facts(), gate, decision);
    }

    /** A decision that was let pass, as it is recorded. */
    public static GateDecision record(RunLoop loop, RunState state, Decision decision, Instant at) {
        Gate gate = Objects.requireNonNull(
                state.tasks().get(index(loop, state, decision)).gate());
        return new GateDecision(
                gate.level() + 1,
                person(decision.by()),
                word(decision.decision()).orElseThrow(),
                decision.comment(),
                at,
                channel(decision));
    }

    /** Index of the task that a decision speaks of; -1 where there is none. */
    public static int index(RunLoop loop, RunState state, Decision decision) {
        return state.nodes(loop.plan()).find(decision.task(), state.tasks());
    }

    /** The decision meant by a word: {@code approved}, {@code Approve} and {@code approve} are one. */
    static Optional<String> word(@Nullable String decision) {
        String word = decision == null ? "" : decision.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "approve", "approved" -> Optional.of(APPROVE);
            case "reject", "rejected" -> Optional.of(REJECT);
            case "request_changes", "changes_requested" -> Optional.of(REQUEST_CHANGES);
            default -> Optional.empty();
        };
    }

    private static void checkLength(String field, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw new RefusedException(
                    Code.INVALID,
                    "Expected at most %d characters in '%s', but found %d.".formatted(most, field, text.length()));
        }
    }

    private static void checkLevel(Gate gate, Decision decision) {
        Integer level = decision.level();
        if (level != null && level != gate.level() + 1) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected a decision for level %d, which is asked now, but found one for level %d."
                            .formatted(gate.level() + 1, level));
        }
    }

    private static void checkPerson(RunFacts facts, Gate gate, Decision decision) {
        String by = person(decision.by());
        List<String> approvers = gate.current().approvers();
        if (channel(decision).equals(TEMPORAL) && (gate.apiOnly() || gate.fourEyes())) {
            throw new RefusedException(
                    Code.NOT_APPROVER, "This gate takes decisions through the API only, where people sign in.");
        }
        if (gate.fourEyes() && by.equals(facts.request().startedBy())) {
            throw new RefusedException(
                    Code.NOT_APPROVER, "'%s' started this run, and this gate wants another person.".formatted(by));
        }
        if (approvers.stream().noneMatch(approver -> matches(approver, by, decision))) {
            throw new RefusedException(
                    Code.NOT_APPROVER,
                    "Expected a decision by one of %s, but '%s' is none of them."
                            .formatted(String.join(", ", approvers), by));
        }
        boolean decided = gate.decisions().stream()
                .anyMatch(one -> one.level() == gate.level() + 1 && one.by().equals(by));
        if (decided) {
            throw new RefusedException(
                    Code.CONFLICT, "'%s' has decided already, and each person decides once per level.".formatted(by));
        }
    }

    /** Whoever reaches Temporal's port could claim any role, so there a role is taken on trust and recorded as such. */
    private static boolean matches(String approver, String by, Decision decision) {
        if (approver.equals("anyone")) {
            return true;
        }
        if (approver.startsWith("user:")) {
            return approver.substring("user:".length()).equals(by);
        }
        return channel(decision).equals(TEMPORAL)
                || (decision.roles() != null && decision.roles().contains(approver.substring("role:".length())));
    }

    private static String channel(Decision decision) {
        return API.equals(decision.channel()) ? API : TEMPORAL;
    }

    private static String person(String by) {
        return by.startsWith("user:") ? by.substring("user:".length()) : by;
    }
}
