/** Markdown as the article's handlers see it. In: Markdown text. Out: the article's parts, its prose, safe HTML. Pure. */
@NullMarked
package dev.weft.worker.catalog.markdown;

import org.jspecify.annotations.NullMarked;
