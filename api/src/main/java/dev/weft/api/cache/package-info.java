/** The result cache for workers. In: outputs that runs put and look up. Out: rows of PostgreSQL, and what is found there. */
@NullMarked
package dev.weft.api.cache;

import org.jspecify.annotations.NullMarked;
