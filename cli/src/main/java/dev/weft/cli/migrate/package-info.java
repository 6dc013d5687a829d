/**
 * Definitions written anew in the present version of the language. In: files in any version or dialect, or saved definitions.
 * Out: their text in 3.0.0, shown, in files, or as the next revision.
 */
@NullMarked
package dev.weft.cli.migrate;

import org.jspecify.annotations.NullMarked;
