package dev.weft.api.representation;

import dev.weft.worker.protocol.TaskStatus;
import java.util.Map;

/**
 * A decision that counts.
 *
 * @param status of the gate after it
 * @param approvals counted at that level so far
 */
public record DecidedBody(
        String run, String task, int level, TaskStatus status, int approvals, int quorum, Map<String, String> links) {}
