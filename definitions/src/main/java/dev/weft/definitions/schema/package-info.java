/**
 * The language as a JSON Schema 2020-12, for editors. In: the parser's constructs and the actions' records. Out: a schema
 * that accepts what the parser accepts, and says the form of everything that is written out.
 */
@NullMarked
package dev.weft.definitions.schema;

import org.jspecify.annotations.NullMarked;
