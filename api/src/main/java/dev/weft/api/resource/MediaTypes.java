package dev.weft.api.resource;

import jakarta.ws.rs.core.MediaType;

/** The media types of definitions. */
final class MediaTypes {
    static final String YAML = "application/yaml";
    static final String X_YAML = "application/x-yaml";
    static final String TEXT_YAML = "text/yaml";
    static final String JSON = MediaType.APPLICATION_JSON;

    private MediaTypes() {}

    static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json");
    }
}
