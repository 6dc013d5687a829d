@NullMarked
package dev.weft.worker.blob.s3;

import org.jspecify.annotations.NullMarked;
