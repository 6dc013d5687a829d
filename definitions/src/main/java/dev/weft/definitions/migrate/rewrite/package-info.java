/**
 * A definition written anew in schema 3.0.0. In: the author's text and the nodes that a front end made of it. Out: YAML for
 * people, with the author's comments near to what they are about.
 */
@NullMarked
package dev.weft.definitions.migrate.rewrite;

import org.jspecify.annotations.NullMarked;
