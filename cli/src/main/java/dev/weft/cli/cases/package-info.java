/**
 * Tests of definitions as their authors write them: out of a {@code *.test.yaml} come the definition, the cases with what stands
 * for the world, and what is expected of each, every part with its place in the file; or everything that is wrong with it.
 */
@NullMarked
package dev.weft.cli.cases;

import org.jspecify.annotations.NullMarked;
