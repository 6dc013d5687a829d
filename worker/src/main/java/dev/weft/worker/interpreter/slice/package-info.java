/** Loops over more items than one run can hold. In: the items of a loop. Out: runs that do a slice of them each, by the same
 * definition, and what they gave. */
@NullMarked
package dev.weft.worker.interpreter.slice;

import org.jspecify.annotations.NullMarked;
