@NullMarked
package dev.weft.definitions.migrate;

import org.jspecify.annotations.NullMarked;
