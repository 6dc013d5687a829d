/**
 * What is known of runs, tasks and alerts in numbers. In: single counts and durations. Out: sums of them, and quantiles.
 */
@NullMarked
package dev.weft.api.figure;

import org.jspecify.annotations.NullMarked;
