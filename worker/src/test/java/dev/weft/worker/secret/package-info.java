@NullMarked
package dev.weft.worker.secret;

import org.jspecify.annotations.NullMarked;
