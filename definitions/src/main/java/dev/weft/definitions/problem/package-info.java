/**
 * What can be wrong with a definition. In: a code, a place, words. Out: problems, sorted and printed with a caret.
 */
@NullMarked
package dev.weft.definitions.problem;

import org.jspecify.annotations.NullMarked;
