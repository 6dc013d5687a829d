/**
 * Encryption of what Temporal and the blob store keep. In: payloads and blobs in the clear, and keys. Out: the same, sealed with
 * AES-GCM by Google Tink; and back. Every process that reads or writes a run has the same keys.
 */
@NullMarked
package dev.weft.worker.protocol.codec;

import org.jspecify.annotations.NullMarked;
