/** Going back: checkpoints, rollback, compensations, also of child runs. In: a state and the checkpoint asked for. Out:
 * compensations newest first, then the state cut at the checkpoint. */
@NullMarked
package dev.weft.worker.interpreter.undo;

import org.jspecify.annotations.NullMarked;
