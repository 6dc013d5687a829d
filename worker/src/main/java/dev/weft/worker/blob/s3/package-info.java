/** Blobs in a bucket of S3, or of what speaks like it. In: contents by key. Out: objects. */
@NullMarked
package dev.weft.worker.blob.s3;

import org.jspecify.annotations.NullMarked;
