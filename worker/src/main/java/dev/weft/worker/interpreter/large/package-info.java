/**
 * Large values in the pure core: what can't be decided without looking into one is asked for, and the step is taken once that is
 * answered. In: answers. Out: questions; values with handles.
 */
@NullMarked
package dev.weft.worker.interpreter.large;

import org.jspecify.annotations.NullMarked;
