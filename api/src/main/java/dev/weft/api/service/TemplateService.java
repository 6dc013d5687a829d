package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.representation.CreateRequest;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.template.DefinitionTemplate;
import dev.weft.definitions.template.Making;
import dev.weft.definitions.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Templates, and definitions made of them. Thread safe. */
public final class TemplateService {
    private final WorkflowService workflows;

    public TemplateService(WorkflowService workflows) {
        this.workflows = workflows;
    }

    /** All of them, in the order of the reference. */
    public List<DefinitionTemplate> all() {
        return Templates.all();
    }

    /** A template; 404 where there is none. */
    public DefinitionTemplate find(String id) {
        return Templates.find(id).orElseThrow(() -> ApiException.notFound("template", id));
    }

    /**
     * Saves a definition made of a template: 422 where the parameters don't fit or what they make has errors, 409 where the
     * id is taken.
     */
    public WorkflowService.Saved create(String id, @Nullable CreateRequest request, Author by) {
        DefinitionTemplate template = find(id);
        String wanted = request == null ? null : request.id();
        Map<String, @Nullable Object> given = request == null ? null : request.parameters();
        String definition = Objects.requireNonNullElse(wanted, template.defaultId());
        return switch (template.make(definition, Objects.requireNonNullElse(given, Map.of()))) {
            case Making.Refused refused ->
                throw Inputs.refused(
                        "invalid_parameters",
                        "Expected parameters that fit template «" + template.id() + "»",
                        "",
                        refused.failures());
            case Making.Made made ->
                workflows
                        .create(
                                new WorkflowService.Document(
                                        new SourceText(definition + ".yaml", made.text()), "application/yaml", "api"),
                                by)
                        .getFirst();
        };
    }
}
