package dev.weft.api.representation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition to be made of a template.
 *
 * @param id of the definition; by default the template's name
 * @param parameters by name
 */
public record CreateRequest(@Nullable String id, @Nullable Map<String, @Nullable Object> parameters) {}
