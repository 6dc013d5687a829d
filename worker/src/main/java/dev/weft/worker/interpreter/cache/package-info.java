/**
 * The result cache. In: a task or run that is about to begin, and what was found for it. Out: look-ups, outputs that are taken
 * instead of being worked for, and outputs that are put for others.
 */
@NullMarked
package dev.weft.worker.interpreter.cache;

import org.jspecify.annotations.NullMarked;
