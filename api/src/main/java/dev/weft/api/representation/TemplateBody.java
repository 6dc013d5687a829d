package dev.weft.api.representation;

import dev.weft.definitions.template.DefinitionTemplate;
import dev.weft.definitions.template.TemplateParameter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template.
 *
 * @param parameters JSON Schema of each; an N in a name stands for a number from 1
 * @param example parameters with which it can be tried
 */
public record TemplateBody(
        String id,
        String version,
        String name,
        String description,
        Map<String, Map<String, @Nullable Object>> parameters,
        Map<String, @Nullable Object> example) {
    public static TemplateBody of(DefinitionTemplate template) {
        Map<String, Map<String, @Nullable Object>> schemas = new LinkedHashMap<>();
        for (TemplateParameter parameter : template.parameters()) {
            schemas.put(parameter.name(), parameter.schema());
        }
        return new TemplateBody(
                template.id(),
                template.version(),
                template.name(),
                template.description(),
                schemas,
                template.example());
    }
}
