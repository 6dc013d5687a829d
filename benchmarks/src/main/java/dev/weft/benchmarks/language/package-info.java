/**
 * What the language costs: reading, checking and planning documents of several shapes. In: how many tasks. Out: time and
 * allocation for each task, so that it can be seen whether they grow with the number of tasks.
 */
@NullMarked
package dev.weft.benchmarks.language;

import org.jspecify.annotations.NullMarked;
