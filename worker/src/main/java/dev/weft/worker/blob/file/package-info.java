/** Blobs as files. In: contents by key. Out: files that are whole or not there. */
@NullMarked
package dev.weft.worker.blob.file;

import org.jspecify.annotations.NullMarked;
