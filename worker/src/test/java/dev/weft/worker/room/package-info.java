@NullMarked
package dev.weft.worker.room;

import org.jspecify.annotations.NullMarked;
