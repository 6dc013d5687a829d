/**
 * A run as it goes. In: its state, again and again. Out: a table that is redrawn in a terminal, lines in a pipe.
 */
@NullMarked
package dev.weft.cli.watch;

import org.jspecify.annotations.NullMarked;
