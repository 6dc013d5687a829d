/**
 * Files that stay inside their roots. In: a path as an author writes it. Out: reads and changes that never follow a
 * link, each step relative to a folder that is held open, so that no race leads outside.
 */
@NullMarked
package dev.weft.worker.action.file;

import org.jspecify.annotations.NullMarked;
