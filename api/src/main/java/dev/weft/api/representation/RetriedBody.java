package dev.weft.api.representation;

/**
 * What is tried again.
 *
 * @param retried how many
 */
public record RetriedBody(int retried) {}
