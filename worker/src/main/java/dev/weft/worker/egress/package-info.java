/**
 * The one way out to the network. In: requests of actions and agents. Out: bounded answers; or a refusal, for addresses
 * that are private and not allowed.
 */
@NullMarked
package dev.weft.worker.egress;

import org.jspecify.annotations.NullMarked;
