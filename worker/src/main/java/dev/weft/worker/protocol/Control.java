package dev.weft.worker.protocol;

/**
 * Argument of update {@code control}.
 *
 * @param command {@code pause}, {@code resume} or {@code cancel}
 * @param by who asks
 */
public record Control(String command, String by) {}
