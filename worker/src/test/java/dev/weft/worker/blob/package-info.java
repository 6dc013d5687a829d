@NullMarked
package dev.weft.worker.blob;

import org.jspecify.annotations.NullMarked;
