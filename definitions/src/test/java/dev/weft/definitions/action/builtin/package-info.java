@NullMarked
package dev.weft.definitions.action.builtin;

import org.jspecify.annotations.NullMarked;
