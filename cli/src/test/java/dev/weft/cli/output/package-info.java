/** What is printed. */
@NullMarked
package dev.weft.cli.output;

import org.jspecify.annotations.NullMarked;
