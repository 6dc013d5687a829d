@NullMarked
package dev.weft.api.cache;

import org.jspecify.annotations.NullMarked;
