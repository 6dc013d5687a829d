/**
 * The log of runs, between the workers that write it and where it is kept. In: lines of attempts. Out: those lines, each once.
 */
@NullMarked
package dev.weft.worker.protocol.log;

import org.jspecify.annotations.NullMarked;
