/**
 * Printing for people and programs. In: values. Out: tables, JSON, YAML, colours where a terminal shows them.
 */
@NullMarked
package dev.weft.cli.output;

import org.jspecify.annotations.NullMarked;
