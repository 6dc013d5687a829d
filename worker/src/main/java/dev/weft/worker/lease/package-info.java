/**
 * Leases: places among those that share a key, over all runs. In: who keeps one and what happened to it. Out: the next state
 * and who is to be told what. Pure; {@link dev.weft.worker.lease.temporal.LeaseWorkflow} is the rim.
 */
@NullMarked
package dev.weft.worker.lease;

import org.jspecify.annotations.NullMarked;
