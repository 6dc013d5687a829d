/**
 * The {@code weft} command. In: a line of words. Out: what was asked for, printed, and an exit code that programs rely on.
 */
@NullMarked
package dev.weft.cli;

import org.jspecify.annotations.NullMarked;
