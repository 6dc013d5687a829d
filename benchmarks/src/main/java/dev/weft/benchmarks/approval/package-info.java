/** Many runs that wait for people. In: how many. Out: how long a decision takes to be acted on, and the heap they take. */
@NullMarked
package dev.weft.benchmarks.approval;

import org.jspecify.annotations.NullMarked;
