/** What callers of the API wait for: lists, states, starts, and events that many follow. */
@NullMarked
package dev.weft.benchmarks.api;

import org.jspecify.annotations.NullMarked;
