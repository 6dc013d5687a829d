/** The blob store of a process, found by its settings. In: a place. Out: the store, of files, S3 or a plugin. */
@NullMarked
package dev.weft.worker.blob;

import org.jspecify.annotations.NullMarked;
