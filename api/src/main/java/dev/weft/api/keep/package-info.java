/** What the platform keeps, and for how long. In: settings. Out: old rows deleted, and stale runs told of, or cancelled. */
@NullMarked
package dev.weft.api.keep;

import org.jspecify.annotations.NullMarked;
