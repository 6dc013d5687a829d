package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.RunView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gate that waits for people.
 *
 * @param title the question
 * @param level asked now, from 1
 * @param quorum approvals that pass the level
 * @param approvals counted at it so far
 * @param deadline when the level times out; {@code null} for never
 */
public record ApprovalItem(
        String run,
        String workflow,
        String task,
        String status,
        String title,
        @Nullable String description,
        int level,
        List<String> approvers,
        int quorum,
        int approvals,
        @Nullable Instant since,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant deadline,
        List<RunView.GateDecision> decisions,
        Map<String, String> links) {}
