package dev.weft.worker.task;

import dev.weft.definitions.action.builtin.ApprovalGate;
import dev.weft.definitions.action.builtin.ApprovalGate.OnTimeout;
import dev.weft.definitions.model.Input;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a gate asks, of whom: its evaluated parameters, which never change while it waits.
 *
 * @param title the question
 * @param description more of it
 * @param levels asked in turn
 * @param fourEyes whether the person who started the run may not decide
 * @param apiOnly whether decisions count only through the API
 * @param temporalOnly whether none counts through the API
 * @param remindEvery {@code null} for never
 * @param fields what the decider fills in, by name
 * @param delegates who may decide in whose place, at each level: from user to user, without {@code user:}
 */
public record GateQuestion(
        String title,
        @Nullable String description,
        List<Level> levels,
        boolean fourEyes,
        boolean apiOnly,
        boolean temporalOnly,
        @Nullable Duration remindEvery,
        Map<String, Input> fields,
        Map<String, String> delegates) {
    private static final String USER = "user:";

    public GateQuestion {
        levels = List.copyOf(levels);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        delegates = Collections.unmodifiableMap(new LinkedHashMap<>(delegates));
    }

    /**
     * One level.
     *
     * @param approvers {@code user:…}, {@code role:…}, {@code anyone}
     * @param quorum approvals that pass it
     * @param rejectQuorum rejections that reject the gate
     * @param timeout {@code null} for none
     * @param when whether it is asked, where that is no expression of its own; {@code null} for yes
     * @param standIn whether it is asked only when the level before escalated
     */
    public record Level(
            List<String> approvers,
            int quorum,
            int rejectQuorum,
            @Nullable Duration timeout,
            OnTimeout onTimeout,
            @Nullable Boolean when,
            boolean standIn) {
        public Level {
            approvers = List.copyOf(approvers);
        }
    }

    /**
     * Of a gate's parameters.
     *
     * @param name of the task, for one without a title
     */
    public static GateQuestion of(ApprovalGate gate, String name) {
        List<ApprovalGate.Channel> channels = gate.channels();
        Map<String, Input> fields = new LinkedHashMap<>();
        if (gate.inputs() != null) {
            gate.inputs().forEach((field, schema) -> fields.put(field, Input.of(schema)));
        }
        Map<String, String> delegates = new LinkedHashMap<>();
        if (gate.delegates() != null) {
            gate.delegates().forEach((of, to) -> delegates.put(user(of), user(to)));
        }
        return new GateQuestion(
                gate.title() == null ? name : gate.title(),
                gate.description(),
                gate.allLevels().stream().map(GateQuestion::level).toList(),
                Boolean.TRUE.equals(gate.fourEyes()),
                channels != null && !channels.contains(ApprovalGate.Channel.TEMPORAL),
                channels != null && !channels.contains(ApprovalGate.Channel.API),
                gate.remindEvery(),
                fields,
                delegates);
    }

    private static Level level(ApprovalGate.Level level) {
        return new Level(
                level.approvers(),
                level.quorum() == null ? 1 : level.quorum(),
                level.rejectQuorum() == null ? 1 : level.rejectQuorum(),
                level.timeout(),
                level.onTimeout() == null ? OnTimeout.FAIL : level.onTimeout(),
                level.when(),
                Boolean.TRUE.equals(level.standIn()));
    }

    /** The same, where it takes decisions through the API, too. */
    public GateQuestion openToApi() {
        return new GateQuestion(title, description, levels, fourEyes, apiOnly, false, remindEvery, fields, delegates);
    }

    /** The ways by which decisions may come. */
    public List<ApprovalGate.Channel> channels() {
        if (apiOnly || fourEyes) {
            return List.of(ApprovalGate.Channel.API);
        }
        return temporalOnly ? List.of(ApprovalGate.Channel.TEMPORAL) : List.of(ApprovalGate.Channel.values());
    }

    /** A person's id: with or without {@code user:} is the same. */
    public static String user(String text) {
        return text.startsWith(USER) ? text.substring(USER.length()) : text;
    }
}
