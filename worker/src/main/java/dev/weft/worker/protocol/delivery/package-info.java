/**
 * Events that go to other servers. In: deliveries of the API, one lane after the other. Out: what a worker sends, and what has
 * become of it.
 */
@NullMarked
package dev.weft.worker.protocol.delivery;

import org.jspecify.annotations.NullMarked;
