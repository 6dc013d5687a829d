package dev.weft.api.diagnosis;

import dev.weft.api.representation.DiagnosisBody.Voices;
import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.protocol.RunView.GateView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a gate is: who is still asked, and for what. */
final class GateLook {
    private static final String USER = "user:";

    private GateLook() {}

    /** The approvers of the level that is asked who haven't decided, in person or by another. */
    static List<String> open(GateView gate) {
        List<String> decided = gate.decisions().stream()
                .filter(one -> one.level() == gate.level())
                .map(GateLook::voice)
                .toList();
        return gate.approvers().stream()
                .filter(approver -> !decided.contains(approver))
                .toList();
    }

    static Voices voices(GateView gate) {
        return new Voices(
                gate.level(),
                gate.levels().size(),
                gate.approvals(),
                gate.quorum(),
                gate.rejections(),
                gate.rejectQuorum(),
                missing(gate));
    }

    /** Whether decisions count that come through the API, as the command's do. */
    static boolean takesTheApis(GateView gate) {
        return gate.channels().contains("api");
    }

    private static String voice(GateDecision decision) {
        String inPlaceOf = decision.inPlaceOf();
        return USER + (inPlaceOf == null ? decision.by() : inPlaceOf);
    }

    /** Fields without a default that no approval has filled in. */
    private static List<String> missing(GateView gate) {
        Map<String, Map<String, @Nullable Object>> fields = gate.inputs();
        return fields == null
                ? List.of()
                : fields.entrySet().stream()
                        .filter(field -> !field.getValue().containsKey("default"))
                        .map(Map.Entry::getKey)
                        .filter(name -> gate.decisions().stream().noneMatch(one -> fills(one, name)))
                        .toList();
    }

    private static boolean fills(GateDecision decision, String name) {
        Map<String, @Nullable Object> inputs = decision.inputs();
        return decision.decision().equals("approve") && inputs != null && inputs.containsKey(name);
    }
}
