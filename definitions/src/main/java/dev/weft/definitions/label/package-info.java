/** Labels of definitions and runs, wherever they are given. In: text. Out: whether it can be one. */
@NullMarked
package dev.weft.definitions.label;

import org.jspecify.annotations.NullMarked;
