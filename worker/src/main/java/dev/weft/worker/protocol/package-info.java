/**
 * The Temporal contract: everything that crosses between those who start, watch and control runs and the interpreter
 * that runs them. In: run requests, decisions, controls. Out: state. It is all of this module that {@code api} may
 * import.
 */
@NullMarked
package dev.weft.worker.protocol;

import org.jspecify.annotations.NullMarked;
