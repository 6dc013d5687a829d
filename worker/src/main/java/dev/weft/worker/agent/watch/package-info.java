/**
 * Looking after agents: whether they can be called, again and again. In: who, and how often. Out: how each is, as heartbeats of the
 * activity that looks. A workflow keeps one worker at it.
 */
@NullMarked
package dev.weft.worker.agent.watch;

import org.jspecify.annotations.NullMarked;
