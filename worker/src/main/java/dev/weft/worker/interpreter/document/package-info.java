/**
 * A run's state as a JSON document, for a run that goes on from it elsewhere. In: the state. Out: the document, and the
 * same state again. Pure.
 */
@NullMarked
package dev.weft.worker.interpreter.document;

import org.jspecify.annotations.NullMarked;
