@NullMarked
package dev.weft.definitions.action.shape;

import org.jspecify.annotations.NullMarked;
