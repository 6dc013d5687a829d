@NullMarked
package dev.weft.worker.blob.file;

import org.jspecify.annotations.NullMarked;
