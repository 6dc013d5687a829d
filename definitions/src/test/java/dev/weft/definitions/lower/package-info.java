@NullMarked
package dev.weft.definitions.lower;

import org.jspecify.annotations.NullMarked;
