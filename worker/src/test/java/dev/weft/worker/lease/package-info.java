@NullMarked
package dev.weft.worker.lease;

import org.jspecify.annotations.NullMarked;
