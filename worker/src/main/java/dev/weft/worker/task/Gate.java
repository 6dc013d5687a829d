package dev.weft.worker.task;

import dev.weft.worker.protocol.RunView.GateDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval gate that has been asked.
 *
 * @param question what is asked, of whom
 * @param level index of the level asked now or last; -1 where none was
 * @param levels what became of each level so far
 * @param decisions that counted, oldest first
 * @param delegations by approvers while they were asked, oldest first
 * @param reminders of those who haven't decided; {@code null} where nobody is reminded
 */
public record Gate(
        GateQuestion question,
        int level,
        List<LevelStatus> levels,
        List<GateDecision> decisions,
        List<GateDelegation> delegations,
        @Nullable Reminders reminders) {
    public Gate {
        levels = List.copyOf(levels);
        decisions = List.copyOf(decisions);
        delegations = List.copyOf(delegations);
    }

    /** What became of a level. */
    public enum LevelStatus {
        /** It may be asked yet. */
        PENDING,
        /** People are asked now. */
        ASKED,
        /** It has passed. */
        APPROVED,
        REJECTED,
        CHANGES_REQUESTED,
        /** Nobody was asked: its condition is false, or it stands in for a level that needs none. */
        PASSED_OVER,
        /** Its time was up, and the next is asked. */
        ESCALATED,
        /** Its time was up, and that ended the gate. */
        TIMED_OUT
    }

    /**
     * An approver named somebody who may decide in their place.
     *
     * @param level that it holds for, from 1
     * @param by the approver
     * @param to the delegate
     * @param channel {@code api} or {@code temporal}
     */
    public record GateDelegation(int level, String by, String to, Instant at, String channel) {}

    /** A gate of which nobody was asked yet. */
    public static Gate of(GateQuestion question) {
        Reminders reminders = question.remindEvery() == null ? null : Reminders.NONE;
        List<LevelStatus> pending =
                question.levels().stream().map(level -> LevelStatus.PENDING).toList();
        return new Gate(question, -1, pending, List.of(), List.of(), reminders);
    }

    /** The level asked now or last. */
    public GateQuestion.Level current() {
        return question.levels().get(level);
    }

    /** With one more decision. */
    public Gate decided(GateDecision decision) {
        List<GateDecision> all = new ArrayList<>(decisions);
        all.add(decision);
        return new Gate(question, level, levels, all, delegations, reminders);
    }

    /** With one more delegate. */
    public Gate delegated(GateDelegation delegation) {
        List<GateDelegation> all = new ArrayList<>(delegations);
        all.add(delegation);
        return new Gate(question, level, levels, decisions, all, reminders);
    }

    /** With another level asked. */
    public Gate asking(int other) {
        return new Gate(question, other, levels, decisions, delegations, reminders).with(other, LevelStatus.ASKED);
    }

    /** With another status of a level. */
    public Gate with(int index, LevelStatus status) {
        List<LevelStatus> changed = new ArrayList<>(levels);
        changed.set(index, status);
        return new Gate(question, level, changed, decisions, delegations, reminders);
    }

    /** With other reminders. */
    public Gate with(@Nullable Reminders other) {
        return new Gate(question, level, levels, decisions, delegations, other);
    }

    /** The decisions at the present level. */
    public List<GateDecision> current(String decision) {
        return decisions.stream()
                .filter(one -> one.level() == level + 1 && one.decision().equals(decision))
                .toList();
    }

    /** How many at the present level decided so: {@code approve}, {@code reject}. */
    public int count(String decision) {
        return current(decision).size();
    }
}
