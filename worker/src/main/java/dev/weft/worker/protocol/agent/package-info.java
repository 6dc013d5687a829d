/**
 * How workers look after agents for the platform: who is watched, and how they are. In: the API's list. Out: reports, which the API
 * reads off the heartbeats of the activity that watches.
 */
@NullMarked
package dev.weft.worker.protocol.agent;

import org.jspecify.annotations.NullMarked;
