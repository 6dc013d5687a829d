/** The built command, as people run it, on real servers. */
@NullMarked
package dev.weft.cli;

import org.jspecify.annotations.NullMarked;
