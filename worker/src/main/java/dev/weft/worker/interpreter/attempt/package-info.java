/** What one task does by itself. In: a task whose turn it is and how its attempts end. Out: attempts to start, retries after a
 * delay, pure actions done in place. */
@NullMarked
package dev.weft.worker.interpreter.attempt;

import org.jspecify.annotations.NullMarked;
