/** What is in a folder or a text. In: its path. Out: an inventory, a digest. */
@NullMarked
package dev.weft.worker.catalog.folder;

import org.jspecify.annotations.NullMarked;
