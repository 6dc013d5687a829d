/** What the store does that can't be seen through the API. */
@NullMarked
package dev.weft.api.store;

import org.jspecify.annotations.NullMarked;
