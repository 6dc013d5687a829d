/**
 * What came of the cases of tests: the outcome of each is held against what is expected, and told to people, programs and build
 * servers; with what all cases of a definition together have made it do.
 */
@NullMarked
package dev.weft.cli.verdict;

import org.jspecify.annotations.NullMarked;
