/**
 * The built-in actions that work, one class each. In: bound parameters and the context of an attempt. Out: the output,
 * or a failure with a code.
 */
@NullMarked
package dev.weft.worker.action;

import org.jspecify.annotations.NullMarked;
