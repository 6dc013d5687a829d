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
public record DecisionReceipt(String task, int level, TaskStatus status, int approvals, int quorum) {
    /** The same, of a gate that is known by another path. */
    public DecisionReceipt at(String path) {
        return new DecisionReceipt(path, level, status, approvals, quorum);
    }
}
