/** Tests of what serves. */
@NullMarked
package dev.weft.cli.serve;

import org.jspecify.annotations.NullMarked;
