package dev.weft.api.gateway;

import dev.weft.worker.protocol.RunRequest;

/**
 * A run to be started.
 *
 * @param run its id
 * @param name of the definition, for people
 * @param description of the definition, Markdown
 */
public record StartCommand(String run, String name, String description, RunRequest request) {}
