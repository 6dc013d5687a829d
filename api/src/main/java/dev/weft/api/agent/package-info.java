/**
 * How agents are: whether they can be called, how much they have to do. In: the agents that are saved, and what workers and leases know.
 * Out: states for those who ask, and alerts.
 */
@NullMarked
package dev.weft.api.agent;

import org.jspecify.annotations.NullMarked;
