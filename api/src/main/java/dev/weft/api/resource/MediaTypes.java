package dev.weft.api.resource;

import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The media types of definitions. */
final class MediaTypes {
    static final String YAML = "application/yaml";
    static final String X_YAML = "application/x-yaml";
    static final String TEXT_YAML = "text/yaml";
    static final String JSON = MediaType.APPLICATION_JSON;

    private MediaTypes() {}

    /** Whether a body says that it is JSON; one that says nothing is YAML, as which JSON can be read, too. */
    static boolean isJson(@Nullable MediaType type) {
        return type != null && type.getSubtype().equals("json");
    }
}
