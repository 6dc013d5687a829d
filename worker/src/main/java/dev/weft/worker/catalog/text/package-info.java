/** Analysis of running text. In: decoded text. Out: sentences, words, readability, the sentences that matter. Pure and deterministic. */
@NullMarked
package dev.weft.worker.catalog.text;

import org.jspecify.annotations.NullMarked;
