/** Routes that are to go: what their callers are told, and for how long. In: the mark on a route. Out: headers of its answers. */
@NullMarked
package dev.weft.api.deprecation;

import org.jspecify.annotations.NullMarked;
