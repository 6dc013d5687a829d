/** Tasks made of others: blocks, {@code for_each}, {@code repeat}, the joins between tasks. In: a holder's task and the ends of
 * what it holds. Out: frames for items, turns and superseded attempts, and the holder's own end. */
@NullMarked
package dev.weft.worker.interpreter.block;

import org.jspecify.annotations.NullMarked;
