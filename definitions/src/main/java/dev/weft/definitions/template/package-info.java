/**
 * Templates: texts of definitions with typed parameters. In: a template's file and values for its parameters. Out: the
 * text of a definition, as a person would have written it, or what is wrong with the values.
 */
@NullMarked
package dev.weft.definitions.template;

import org.jspecify.annotations.NullMarked;
