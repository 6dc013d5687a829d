/**
 * What Prometheus reads of a server. In: what the process counts, and what the event log comes to. Out: {@code /metrics}.
 */
@NullMarked
package dev.weft.api.metric;

import org.jspecify.annotations.NullMarked;
