package dev.weft.worker.protocol.agent;

/**
 * What a run is told of an agent that it may choose.
 *
 * @param others calls of other runs that are under way or wait
 * @param down whether it can't be called, as far as anybody looks after it
 * @param leftAlone whether its breaker is open
 */
public record SeenAgent(String agent, int others, boolean down, boolean leftAlone) {}
