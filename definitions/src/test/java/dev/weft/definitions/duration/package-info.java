@NullMarked
package dev.weft.definitions.duration;

import org.jspecify.annotations.NullMarked;
