/** How soon followers have an event. In: how many a second. Out: times from the request that sends one to whoever follows. */
@NullMarked
package dev.weft.benchmarks.event;

import org.jspecify.annotations.NullMarked;
