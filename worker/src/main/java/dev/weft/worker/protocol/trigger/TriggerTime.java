package dev.weft.worker.protocol.trigger;

/**
 * A time of a schedule that has come.
 *
 * @param workflow the definition's id
 * @param time as the schedule names it, RFC 3339
 * @param came when it came, RFC 3339: of a backfill that is much later
 */
public record TriggerTime(String workflow, String trigger, String time, String came) {}
