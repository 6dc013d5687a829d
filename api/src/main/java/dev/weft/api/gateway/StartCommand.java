package dev.weft.api.gateway;

import dev.weft.worker.protocol.RunRequest;

/**
 * A run to be started.
 *
 * @param run its id
 * @param name of the definition, for people
 * @param description of the definition, Markdown
 * @param priority 1 (first) to 5
 */
public record StartCommand(String run, String name, String description, int priority, RunRequest request) {}
