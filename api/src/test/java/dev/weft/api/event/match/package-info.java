@NullMarked
package dev.weft.api.event.match;

import org.jspecify.annotations.NullMarked;
