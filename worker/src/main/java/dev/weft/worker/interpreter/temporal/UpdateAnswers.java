package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.DelegationReceipt;
import dev.weft.worker.protocol.RunStart;
import dev.weft.worker.protocol.RunStatus;
import io.temporal.workflow.UpdateInfo;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers to updates that were taken, by update id. Temporal gives the same answer to the same id only within one history:
 * here they are taken along to the next. Workflow threads only.
 */
final class UpdateAnswers {
    /** The server takes 2,000 updates of one history; the last so many are remembered of each kind. */
    private static final int KEPT = 500;

    private final Map<String, DecisionReceipt> decided = new LinkedHashMap<>();
    private final Map<String, DelegationReceipt> delegated = new LinkedHashMap<>();
    private final Map<String, RunStatus> controlled = new LinkedHashMap<>();

    UpdateAnswers(@Nullable RunStart start) {
        if (start != null) {
            decided.putAll(start.decided());
            delegated.putAll(start.delegated());
            controlled.putAll(start.controlled());
        }
    }

    /** What the update under way was answered before; {@code null} where it is new. */
    @Nullable DecisionReceipt decision() {
        return decided.get(id());
    }

    /** What the update under way was answered before; {@code null} where it is new. */
    @Nullable DelegationReceipt delegation() {
        return delegated.get(id());
    }

    /** What the update under way was answered before; {@code null} where it is new. */
    @Nullable RunStatus control() {
        return controlled.get(id());
    }

    void add(DecisionReceipt receipt) {
        add(decided, receipt);
    }

    void add(DelegationReceipt receipt) {
        add(delegated, receipt);
    }

    void add(RunStatus status) {
        add(controlled, status);
    }

    Map<String, DecisionReceipt> decided() {
        return decided;
    }

    Map<String, DelegationReceipt> delegated() {
        return delegated;
    }

    Map<String, RunStatus> controlled() {
        return controlled;
    }

    private static <T> void add(Map<String, T> answers, T answer) {
        answers.put(id(), answer);
        if (answers.size() > KEPT) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    private static String id() {
        return Workflow.getCurrentUpdateInfo().map(UpdateInfo::getUpdateId).orElse("");
    }
}
