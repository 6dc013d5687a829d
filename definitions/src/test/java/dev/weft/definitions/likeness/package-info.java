@NullMarked
package dev.weft.definitions.likeness;

import org.jspecify.annotations.NullMarked;
