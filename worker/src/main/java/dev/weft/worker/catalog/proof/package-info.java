/** Checks of a draft. In: its path. Out: measures and findings with their lines. One handler a check. */
@NullMarked
package dev.weft.worker.catalog.proof;

import org.jspecify.annotations.NullMarked;
