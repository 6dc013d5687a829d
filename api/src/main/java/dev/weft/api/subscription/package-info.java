/**
 * Events that are sent to other servers. In: the event log, and subscriptions. Out: deliveries, each event once a subscription,
 * which Temporal has workers send; dead letters, and alerts.
 */
@NullMarked
package dev.weft.api.subscription;

import org.jspecify.annotations.NullMarked;
