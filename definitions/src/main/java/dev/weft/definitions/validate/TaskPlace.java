package dev.weft.definitions.validate;

import dev.weft.definitions.parse.TaskDraft;

/**
 * A task and where it stands.
 *
 * @param level that it is on
 */
public record TaskPlace(TaskDraft draft, Level level) {}
