package dev.weft.worker.task;

import dev.weft.definitions.action.builtin.ApprovalGate.OnTimeout;
import dev.weft.worker.protocol.RunView.GateDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval gate that has been asked.
 *
 * @param title the question
 * @param description more of it
 * @param levels asked in turn
 * @param level index of the one asked now
 * @param decisions that counted, oldest first
 * @param fourEyes whether the person who started the run may not decide
 * @param apiOnly whether decisions count only through the API
 */
public record Gate(
        String title,
        @Nullable String description,
        List<Level> levels,
        int level,
        List<GateDecision> decisions,
        boolean fourEyes,
        boolean apiOnly) {
    public Gate {
        levels = List.copyOf(levels);
        decisions = List.copyOf(decisions);
    }

    /**
     * One level.
     *
     * @param approvers {@code user:…}, {@code role:…}, {@code anyone}
     * @param quorum approvals that pass it
     * @param rejectQuorum rejections that reject the gate
     * @param timeout {@code null} for none
     */
    public record Level(
            List<String> approvers,
            int quorum,
            int rejectQuorum,
            @Nullable Duration timeout,
            OnTimeout onTimeout) {
        public Level {
            approvers = List.copyOf(approvers);
        }
    }

    /** The level asked now. */
    public Level current() {
        return levels.get(level);
    }

    /** With one more decision. */
    public Gate decided(GateDecision decision) {
        List<GateDecision> all = new ArrayList<>(decisions);
        all.add(decision);
        return new Gate(title, description, levels, level, all, fourEyes, apiOnly);
    }

    /** With another level asked. */
    public Gate at(int other) {
        return new Gate(title, description, levels, other, decisions, fourEyes, apiOnly);
    }

    /** How many at the present level decided so: {@code approve}, {@code reject}. */
    public int count(String decision) {
        return (int) decisions.stream()
                .filter(d -> d.level() == level + 1 && d.decision().equals(decision))
                .count();
    }
}
