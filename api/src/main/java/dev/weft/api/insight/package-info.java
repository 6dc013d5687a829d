/**
 * What the event log comes to: which runs there are, how many went well and how long they took, which alerts stand. In: the log,
 * in order. Out: figures for analytics, health and alerts.
 */
@NullMarked
package dev.weft.api.insight;

import org.jspecify.annotations.NullMarked;
