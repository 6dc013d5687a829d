/**
 * Plugins: jars of third parties that bring actions, agents' handlers, secret providers and blob stores. In: a folder. Out: what
 * the jars bring, or why one can't be used.
 */
@NullMarked
package dev.weft.definitions.plugin;

import org.jspecify.annotations.NullMarked;
