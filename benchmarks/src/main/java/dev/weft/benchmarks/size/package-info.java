/** How the interpreter holds many tasks, runs and items, against what a Temporal developer would write by hand. In: a server.
 * Out: medians and ratios, printed. */
@NullMarked
package dev.weft.benchmarks.size;

import org.jspecify.annotations.NullMarked;
