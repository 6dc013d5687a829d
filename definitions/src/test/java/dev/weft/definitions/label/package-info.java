@NullMarked
package dev.weft.definitions.label;

import org.jspecify.annotations.NullMarked;
