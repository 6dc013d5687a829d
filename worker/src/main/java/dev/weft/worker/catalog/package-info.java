/**
 * The Java agents of the catalogue: programs that do the work of the ready definitions. In: an operation and its
 * parameters. Out: small values, and files below the workspace. One class a handler; each is found by its name through
 * {@link java.util.ServiceLoader}.
 */
@NullMarked
package dev.weft.worker.catalog;

import org.jspecify.annotations.NullMarked;
