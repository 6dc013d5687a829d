/** Tests of what puts to the event log what runs tell. */
@NullMarked
package dev.weft.worker.event;

import org.jspecify.annotations.NullMarked;
