package dev.weft.worker.protocol;

/**
 * A delegate was named.
 *
 * @param task path of the gate
 * @param level that it holds for, from 1
 * @param by the approver
 * @param to the delegate
 */
public record DelegationReceipt(String task, int level, String by, String to) {
    /** The same, of a gate that is known by another path. */
    public DelegationReceipt at(String path) {
        return new DelegationReceipt(path, level, by, to);
    }
}
