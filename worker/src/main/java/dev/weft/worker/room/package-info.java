/**
 * What a worker has of cores and memory, and which attempts take it up. In: runs that ask for room, attempts that come and go. Out:
 * room that is kept, and attempts that were let in.
 */
@NullMarked
package dev.weft.worker.room;

import org.jspecify.annotations.NullMarked;
