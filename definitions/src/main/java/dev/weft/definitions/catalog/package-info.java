/**
 * The catalogue of ready definitions, agents and samples, as packaged on the class path. In: nothing. Out: texts, which
 * the readers of definitions and agents take from here.
 */
@NullMarked
package dev.weft.definitions.catalog;

import org.jspecify.annotations.NullMarked;
