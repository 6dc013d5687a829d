/** Events on their way to other servers. In: what the API has to send. Out: signed requests, made again where that may help. */
@NullMarked
package dev.weft.worker.delivery;

import org.jspecify.annotations.NullMarked;
