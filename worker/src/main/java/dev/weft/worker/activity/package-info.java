/**
 * The one activity that makes all attempts. In: an invocation. Out: the output, or a failure with a code; whatever
 * happens, within its time and without secrets.
 */
@NullMarked
package dev.weft.worker.activity;

import org.jspecify.annotations.NullMarked;
