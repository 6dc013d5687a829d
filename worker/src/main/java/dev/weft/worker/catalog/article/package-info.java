/** From a source text to a published page: one handler a step. In: text or the path of a draft. Out: small parts of text, files. */
@NullMarked
package dev.weft.worker.catalog.article;

import org.jspecify.annotations.NullMarked;
