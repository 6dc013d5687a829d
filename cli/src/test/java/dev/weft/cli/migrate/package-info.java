/** Files in their older forms in; what is written, shown and kept out. */
@NullMarked
package dev.weft.cli.migrate;

import org.jspecify.annotations.NullMarked;
