package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.weft.worker.protocol.RunView;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An approval gate that has been asked.
 *
 * @param task path of the gate
 * @param status {@code pending} or {@code decided}
 * @param mayDecide whether the caller may decide now, and hasn't
 * @param since when it was asked
 * @param endedAt when it was decided, or its run ended without
 * @param gate the question, who is asked, and what was said
 */
public record ApprovalItem(
        String run,
        String workflow,
        String task,
        String status,
        boolean mayDecide,
        @Nullable Instant since,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant endedAt,
        @JsonUnwrapped RunView.GateView gate,
        Map<String, String> links) {}
