/**
 * The interpreter against hand-written Temporal Java doing the same activities, on one server in one run. In: a number
 * of rounds. Out: ratios of medians, with events and bytes.
 */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
