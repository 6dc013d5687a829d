@NullMarked
package dev.weft.definitions.dialect;

import org.jspecify.annotations.NullMarked;
