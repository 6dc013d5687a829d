/**
 * The front door of the language: text goes in, a checked {@link dev.weft.definitions.model.Definition} or its
 * problems come out. No Temporal, HTTP, database or clock below this package.
 */
@NullMarked
package dev.weft.definitions;

import org.jspecify.annotations.NullMarked;
