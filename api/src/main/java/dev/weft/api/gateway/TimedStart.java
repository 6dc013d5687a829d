package dev.weft.api.gateway;

import dev.weft.definitions.model.Trigger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A trigger by schedule, as Temporal is to carry it out.
 *
 * @param workflow the definition's id
 * @param cron five fields
 * @param timezone an IANA name
 * @param catchUp how late a missed time still counts
 * @param jitter each start comes up to so much later; {@code null} for none
 * @param pausedBy who has paused it; {@code null} where nobody has
 */
public record TimedStart(
        String workflow,
        String trigger,
        String cron,
        String timezone,
        Trigger.Overlap overlap,
        Duration catchUp,
        @Nullable Duration jitter,
        @Nullable String pausedBy) {}
