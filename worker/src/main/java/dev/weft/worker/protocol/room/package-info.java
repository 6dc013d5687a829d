/** Room on workers: what a run asks for before an attempt that takes up cores or memory, and what a worker answers. */
@NullMarked
package dev.weft.worker.protocol.room;

import org.jspecify.annotations.NullMarked;
