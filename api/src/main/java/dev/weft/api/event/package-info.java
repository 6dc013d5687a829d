/**
 * Events between runs and those outside. In: facts of runs, events of callers. Out: the log in PostgreSQL, and those who
 * follow it.
 */
@NullMarked
package dev.weft.api.event;

import org.jspecify.annotations.NullMarked;
