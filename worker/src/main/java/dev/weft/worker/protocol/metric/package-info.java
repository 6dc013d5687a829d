/**
 * What this process counts and measures. In: whatever is counted, Temporal's client and workers among it. Out: the text that
 * Prometheus reads.
 */
@NullMarked
package dev.weft.worker.protocol.metric;

import org.jspecify.annotations.NullMarked;
