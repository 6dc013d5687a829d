package dev.weft.definitions.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text of a definition with parameters. Immutable and thread safe.
 *
 * @param id such as {@code approval_chain}
 * @param version of the template: another text is another version
 * @param name in a few words
 * @param description what it is for and what a run does, Markdown
 * @param parameters in the order in which people should read them
 * @param example values with which it can be tried
 * @param body lines with holes
 */
public record DefinitionTemplate(
        String id,
        String version,
        String name,
        String description,
        List<TemplateParameter> parameters,
        Map<String, @Nullable Object> example,
        TemplateBody body) {
    public DefinitionTemplate {
        parameters = List.copyOf(parameters);
        example = Collections.unmodifiableMap(new LinkedHashMap<>(example));
    }

    /** The id that a definition has that is made of it, unless another is asked for. */
    public String defaultId() {
        return id.replace('_', '-');
    }

    /**
     * Makes a definition.
     *
     * @param definitionId id of the definition
     * @param given values by the names of the parameters; JSON-like
     */
    public Making make(String definitionId, Map<String, ? extends @Nullable Object> given) {
        return switch (TemplateBinding.bind(this, given)) {
            case TemplateBinding.Refused refused -> new Making.Refused(refused.failures());
            case TemplateBinding.Bound bound -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>(bound.values());
                values.put("id", definitionId);
                values.put("template", id);
                values.put("template_version", version);
                yield new Making.Made(CreateLine.of(this, definitionId, given) + body.fill(values));
            }
        };
    }

    /** What there is to say of it, JSON-like: for lists and programs. */
    public Map<String, Object> describe() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        parameters.forEach(parameter -> schemas.put(parameter.name(), parameter.schema()));
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", id);
        described.put("version", version);
        described.put("name", name);
        described.put("description", description);
        described.put("parameters", schemas);
        described.put("example", example);
        return described;
    }

    /** Makes values out of texts that somebody typed; what can't be made is left as text, so that {@link #make} says what is wrong. */
    public Map<String, @Nullable Object> coerce(Map<String, String> texts) {
        return TemplateBinding.coerce(this, texts);
    }
}
