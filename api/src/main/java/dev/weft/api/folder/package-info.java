/**
 * Folders of definitions and agents that are watched while the server runs. In: what is in the folder now. Out: the files to be taken, and
 * alerts about those that can't be.
 */
@NullMarked
package dev.weft.api.folder;

import org.jspecify.annotations.NullMarked;
