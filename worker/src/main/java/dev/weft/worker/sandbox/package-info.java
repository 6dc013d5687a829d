/**
 * Programs that may harm nobody. In: a command line, its stdin, its limits. Out: its exit code and output; or a refusal,
 * where no sandbox can be had.
 */
@NullMarked
package dev.weft.worker.sandbox;

import org.jspecify.annotations.NullMarked;
