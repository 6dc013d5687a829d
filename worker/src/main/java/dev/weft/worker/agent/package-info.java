/**
 * Agents at work, one class a kind. In: an agent as its run pinned it, an operation, parameters. Out: what the agent
 * returns, or a failure with a code.
 */
@NullMarked
package dev.weft.worker.agent;

import org.jspecify.annotations.NullMarked;
