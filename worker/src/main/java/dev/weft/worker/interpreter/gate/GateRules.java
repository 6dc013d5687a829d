package dev.weft.worker.interpreter.gate;

import dev.weft.definitions.action.builtin.ApprovalGate;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which decisions count. Pure, so that an update's validator and what happens after it agree. */
public final class GateRules {
    /** Words of decisions, as they are recorded. */
    public static final String APPROVE = "approve";

    public static final String REJECT = "reject";
    public static final String REQUEST_CHANGES = "request_changes";

    private GateRules() {}

    /** A decision that isn't refused. */
    public sealed interface Admitted {
        /** State of the gate's task. */
        int task();

        /** Level that it is of, from 1. */
        int level();

        /** It counts now. */
        record Counts(RunEvent.Decided event) implements Admitted {
            @Override
            public int task() {
                return event.task();
            }

            @Override
            public int level() {
                return event.decision().level();
            }
        }

        /** The same person has said the same before: nothing changes. */
        record Repeats(int task, int level) implements Admitted {}
    }

    /**
     * Checks a decision against the run as it is.
     *
     * @throws RefusedException with the reason
     */
    public static Admitted admit(RunLoop loop, RunState state, @Nullable Decision decision, Instant now) {
        if (decision == null) {
            throw new RefusedException(Code.INVALID, "Expected the path of a gate in 'task', but found none.");
        }
        int task = task(loop, state, decision.task());
        String word = word(decision.decision())
                .orElseThrow(() -> new RefusedException(
                        Code.INVALID,
                        "Expected a decision 'approve', 'reject' or 'request_changes', but found '%s'."
                                .formatted(decision.decision())));
        checkComment(decision.comment());
        Person person = Person.of(loop, state, decision);
        Gate gate = gate(loop, state, task, decision.task());
        Integer repeated = repeated(gate, state.tasks().get(task).isAsked(), decision, word, person);
        if (repeated != null) {
            return new Admitted.Repeats(task, repeated);
        }
        checkAsked(state, task, decision.task());
        checkLevel(gate, decision.level());
        person.checkAdmitted(loop.facts(), gate.question());
        String voice = Voices.free(gate, person);
        Map<String, @Nullable Object> inputs = Answers.check(gate, word, decision.inputs());
        GateDecision counts = new GateDecision(
                gate.level() + 1,
                person.id(),
                voice.equals(person.id()) ? null : voice,
                word,
                decision.comment(),
                now,
                person.channel(),
                inputs);
        return new Admitted.Counts(new RunEvent.Decided(now, task, counts, person.nonce()));
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

    static int task(RunLoop loop, RunState state, @Nullable String path) {
        if (path == null || path.isBlank()) {
            throw new RefusedException(Code.INVALID, "Expected the path of a gate in 'task', but found none.");
        }
        int task = state.nodes(loop.plan()).find(path, state.tasks());
        if (task < 0) {
            throw new RefusedException(Code.NOT_FOUND, "Expected a task of this run, but found '%s'.".formatted(path));
        }
        return task;
    }

    static Gate gate(RunLoop loop, RunState state, int index, String path) {
        TaskState task = state.tasks().get(index);
        Gate gate = task.gate();
        if (gate == null) {
            boolean isOne = state.nodes(loop.plan()).planned(index).task().work() instanceof Work.ActionCall call
                    && call.action().name().equals(ApprovalGate.SPEC.name());
            if (!isOne) {
                throw new RefusedException(
                        Code.NOT_FOUND, "Expected the path of a gate, but '%s' is another task.".formatted(path));
            }
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected a gate that has been asked, but '%s' is %s.".formatted(path, task.status()));
        }
        return gate;
    }

    static void checkAsked(RunState state, int index, String path) {
        TaskState task = state.tasks().get(index);
        if (!task.isAsked() || state.status().ended()) {
            String now = task.status() == TaskStatus.WAITING
                    ? "it waits for a person"
                    : task.status().toString();
            throw new RefusedException(Code.CONFLICT, "Gate '%s' is decided already: %s.".formatted(path, now));
        }
    }

    static void checkLevel(Gate gate, @Nullable Integer level) {
        if (level != null && level != gate.level() + 1) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected a decision for level %d, which is asked now, but found one for level %d."
                            .formatted(gate.level() + 1, level));
        }
    }

    /** Level of what the same person has said before in the same words; {@code null} where they haven't. */
    private static @Nullable Integer repeated(Gate gate, boolean asked, Decision decision, String word, Person person) {
        Integer meant = decision.level() != null ? decision.level() : asked ? gate.level() + 1 : null;
        return gate.decisions().stream()
                .filter(one -> one.by().equals(person.id())
                        && one.channel().equals(person.channel())
                        && (meant == null || meant == one.level())
                        && one.decision().equals(word)
                        && Objects.equals(one.comment(), decision.comment())
                        && Answers.same(one.inputs(), decision.inputs()))
                .map(GateDecision::level)
                .reduce((before, after) -> after)
                .orElse(null);
    }

    private static void checkComment(@Nullable String comment) {
        if (comment != null && comment.length() > Decision.MAX_COMMENT) {
            throw new RefusedException(
                    Code.INVALID,
                    "Expected at most %d characters in 'comment', but found %d."
                            .formatted(Decision.MAX_COMMENT, comment.length()));
        }
    }
}
