/** What expressions see of a run. In: the state and the task that asks. Out: the values in scope, evaluated conditions and
 * outputs. */
@NullMarked
package dev.weft.worker.interpreter.scope;

import org.jspecify.annotations.NullMarked;
