@NullMarked
package dev.weft.definitions.source;

import org.jspecify.annotations.NullMarked;
