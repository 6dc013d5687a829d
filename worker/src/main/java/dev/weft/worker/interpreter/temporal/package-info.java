/**
 * The rim: runs on Temporal. In: what Temporal tells. Out: what the core asks for, as activities, timers and search
 * attributes. It decides nothing.
 */
@NullMarked
package dev.weft.worker.interpreter.temporal;

import org.jspecify.annotations.NullMarked;
