package dev.weft.worker.protocol.trigger;

/**
 * Which trigger a schedule is of.
 *
 * @param workflow the definition's id
 * @param waits whether the next time depends on the end of the run
 */
public record TriggerCall(String workflow, String trigger, boolean waits) {}
