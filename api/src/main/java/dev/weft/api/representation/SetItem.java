package dev.weft.api.representation;

import java.util.List;

/**
 * Definitions that were applied together.
 *
 * @param workflows their ids
 */
public record SetItem(String set, List<String> workflows) {}
