package dev.weft.worker.interpreter.gate;

import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.protocol.event.FactType;
import dev.weft.worker.task.Gate;
import dev.weft.worker.task.Gate.GateDelegation;
import dev.weft.worker.task.Gate.LevelStatus;
import dev.weft.worker.task.Reminders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What is told of a gate: whom it asks, who decided, who was reminded. Comments and answers stay in the run. Pure. */
public final class GateFacts {
    private GateFacts() {}

    /**
     * Compares a gate with what it was.
     *
     * @param was {@code null} where nobody was asked before
     * @param startedBy who started the run
     * @param tell takes each fact's type and data, in order
     */
    public static void tell(
            @Nullable Gate was, Gate is, String startedBy, BiConsumer<FactType, Map<String, @Nullable Object>> tell) {
        List<GateDecision> decisions = is.decisions();
        for (GateDecision one :
                decisions.subList(was == null ? 0 : was.decisions().size(), decisions.size())) {
            Map<String, @Nullable Object> data = level(is, one.level());
            data.put("decision", one.decision());
            data.put("by", one.by());
            tell.accept(FactType.APPROVAL_DECIDED, data);
        }
        List<GateDelegation> delegations = is.delegations();
        for (GateDelegation one :
                delegations.subList(was == null ? 0 : was.delegations().size(), delegations.size())) {
            Map<String, @Nullable Object> data = level(is, one.level());
            data.put("by", one.by());
            data.put("to", one.to());
            tell.accept(FactType.APPROVAL_DELEGATED, data);
        }
        for (int level = 0; level < is.levels().size(); level++) {
            LevelStatus before =
                    was == null ? LevelStatus.PENDING : was.levels().get(level);
            LevelStatus after = is.levels().get(level);
            if (before != after && after == LevelStatus.ESCALATED) {
                tell.accept(FactType.APPROVAL_ESCALATED, level(is, level + 1));
            }
        }
        for (int level = 0; level < is.levels().size(); level++) {
            LevelStatus before =
                    was == null ? LevelStatus.PENDING : was.levels().get(level);
            if (before != LevelStatus.ASKED && is.levels().get(level) == LevelStatus.ASKED) {
                Map<String, @Nullable Object> data = level(is, level + 1);
                data.put("approvers", is.question().levels().get(level).approvers());
                tell.accept(FactType.APPROVAL_REQUIRED, data);
            }
        }
        if (sent(is) > (was == null ? 0 : sent(was))) {
            Map<String, @Nullable Object> data = level(is, is.level() + 1);
            data.put("number", (long) sent(is));
            data.put("whom", Voices.open(is, startedBy));
            tell.accept(FactType.APPROVAL_REMINDED, data);
        }
    }

    private static int sent(Gate gate) {
        Reminders reminders = gate.reminders();
        return reminders == null ? 0 : reminders.sent();
    }

    private static Map<String, @Nullable Object> level(Gate gate, int level) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("title", gate.question().title());
        data.put("level", (long) level);
        return data;
    }
}
