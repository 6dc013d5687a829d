@NullMarked
package dev.weft.definitions.migrate.rewrite;

import org.jspecify.annotations.NullMarked;
