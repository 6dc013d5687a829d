package dev.weft.worker.protocol;

/**
 * A decision counted.
 *
 * @param task path of the gate
 * @param level that it counted for, from 1
 * @param status of the gate's task after it
 * @param approvals counted at that level so far
 * @param quorum needed
 */
public record DecisionReceipt(String task, int level, TaskStatus status, int approvals, int quorum) {}
