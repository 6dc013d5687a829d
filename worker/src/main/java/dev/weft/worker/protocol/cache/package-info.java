/**
 * The result cache as runs and workers know it: outputs of tasks and runs under digests of what they depend on. In: what a run
 * looks up, puts and drops. Out: outputs that another run has put. What keeps them is the worker's to choose.
 */
@NullMarked
package dev.weft.worker.protocol.cache;

import org.jspecify.annotations.NullMarked;
