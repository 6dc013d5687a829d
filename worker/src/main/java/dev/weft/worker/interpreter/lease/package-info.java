/** Bounds on what runs at once. In: a task or run that is about to begin, and the answers to its claims. Out: claims, and what
 * waits until they are granted. */
@NullMarked
package dev.weft.worker.interpreter.lease;

import org.jspecify.annotations.NullMarked;
