/**
 * Rules over the model, one a file, in one ordered list. In: a definition and its places. Out: problems.
 */
@NullMarked
package dev.weft.definitions.validate;

import org.jspecify.annotations.NullMarked;
