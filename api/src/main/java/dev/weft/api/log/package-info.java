/** Logs of runs. In: lines of workers' attempts. Out: those of a run, for callers, for as long as they are kept. */
@NullMarked
package dev.weft.api.log;

import org.jspecify.annotations.NullMarked;
