/**
 * Connections to where they may go. In: the address that is about to be dialled, whatever led to it. Out: a connected
 * socket, straight or through the operator's proxy; or a refusal.
 */
@NullMarked
package dev.weft.worker.egress.dial;

import org.jspecify.annotations.NullMarked;
