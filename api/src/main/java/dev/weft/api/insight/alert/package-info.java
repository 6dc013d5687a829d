/**
 * Rules that find what somebody should look at. In: figures, and how the parts of the platform are. Out: events
 * {@code alert.raised} and {@code alert.cleared}, once each.
 */
@NullMarked
package dev.weft.api.insight.alert;

import org.jspecify.annotations.NullMarked;
