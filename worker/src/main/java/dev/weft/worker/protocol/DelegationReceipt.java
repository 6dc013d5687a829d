package dev.weft.worker.protocol;

/**
 * A delegate was named.
 *
 * @param task path of the gate
 * @param level that it holds for, from 1
 * @param by the approver
 * @param to the delegate
 */
public record DelegationReceipt(String task, int level, String by, String to) {}
