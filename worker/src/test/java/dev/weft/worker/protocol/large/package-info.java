@NullMarked
package dev.weft.worker.protocol.large;

import org.jspecify.annotations.NullMarked;
