package dev.weft.worker.interpreter.view;

import dev.weft.definitions.model.Input;
import dev.weft.worker.interpreter.gate.GateRules;
import dev.weft.worker.interpreter.gate.Voices;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Clock;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.Gate.LevelStatus;
import dev.weft.worker.task.GateQuestion;
import dev.weft.worker.task.Reminders;
import dev.weft.worker.task.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gate as people see it. */
final class GateViews {
    private GateViews() {}

    static RunView.GateView of(TaskState task, Gate gate) {
        GateQuestion question = gate.question();
        boolean asked = gate.level() >= 0;
        GateQuestion.Level level = question.levels().get(Math.max(gate.level(), 0));
        return new RunView.GateView(
                question.title(),
                question.description(),
                gate.level() + 1,
                level.approvers(),
                level.quorum(),
                level.rejectQuorum(),
                asked ? gate.count(GateRules.APPROVE) : 0,
                asked ? gate.count(GateRules.REJECT) : 0,
                task.dueAt(),
                gate.decisions(),
                levels(gate),
                schemas(question.fields()),
                question.fourEyes(),
                question.channels().stream()
                        .map(channel -> channel.name().toLowerCase(Locale.ROOT))
                        .toList(),
                Voices.delegates(gate),
                reminders(gate.reminders()),
                outcome(task, gate));
    }

    private static @Nullable String outcome(TaskState task, Gate gate) {
        if (task.isAsked()) {
            return null;
        }
        if (task.status() == TaskStatus.COMPLETED) {
            return switch (gate.level() < 0
                    ? LevelStatus.APPROVED
                    : gate.levels().get(gate.level())) {
                case APPROVED -> "approved";
                case REJECTED -> "rejected";
                case CHANGES_REQUESTED -> "changes_requested";
                // What its fallback or a person made of it.
                case PENDING, ASKED, PASSED_OVER, ESCALATED, TIMED_OUT -> "completed";
            };
        }
        return task.status().ended() ? task.status().name().toLowerCase(Locale.ROOT) : "failed";
    }

    private static List<RunView.GateLevel> levels(Gate gate) {
        List<RunView.GateLevel> levels = new ArrayList<>();
        for (int i = 0; i < gate.levels().size(); i++) {
            GateQuestion.Level level = gate.question().levels().get(i);
            levels.add(new RunView.GateLevel(
                    i + 1,
                    gate.levels().get(i).name().toLowerCase(Locale.ROOT),
                    level.approvers(),
                    level.quorum(),
                    level.standIn()));
        }
        return levels;
    }

    private static @Nullable Map<String, Map<String, @Nullable Object>> schemas(Map<String, Input> fields) {
        if (fields.isEmpty()) {
            return null;
        }
        Map<String, Map<String, @Nullable Object>> schemas = new LinkedHashMap<>();
        fields.forEach((name, field) -> schemas.put(name, field.schema()));
        return schemas;
    }

    private static RunView.@Nullable GateReminders reminders(@Nullable Reminders reminders) {
        if (reminders == null) {
            return null;
        }
        Clock clock = reminders.clock();
        return new RunView.GateReminders(reminders.sent(), reminders.last(), clock == null ? null : clock.due());
    }
}
