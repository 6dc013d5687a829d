package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.SavedAllBody;
import dev.weft.api.representation.SavedBody;
import dev.weft.api.representation.WorkflowItem;
import dev.weft.api.service.Author;
import dev.weft.api.service.Idempotency;
import dev.weft.api.service.Sources;
import dev.weft.api.service.WorkflowService;
import dev.weft.api.store.DefinitionSummary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /workflows}: definitions together. */
@Path("/workflows")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkflowsResource {
    /** What a document without a name goes by: it has no ending of a file, as no id may come from it. */
    private static final String UNNAMED = "definition";

    private final WorkflowService workflows;
    private final Idempotency idempotency;

    public WorkflowsResource(WorkflowService workflows, Idempotency idempotency) {
        this.workflows = workflows;
        this.idempotency = idempotency;
    }

    /** Definitions by id. */
    @Answers("Definitions by id.")
    @GET
    @Needs(value = Permission.READ, on = On.EACH)
    public Page<WorkflowItem> list(
            @QueryParam("label") List<String> labels,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context SecurityContext security) {
        int size = Requests.limit(limit);
        String after = Cursors.decodeText(cursor);
        List<DefinitionSummary> found =
                workflows.list(Requests.labels(labels, Caller.of(security)), after == null ? "" : after, size + 1);
        List<WorkflowItem> items =
                found.stream().limit(size).map(WorkflowItem::of).toList();
        return new Page<>(
                items, found.size() > size ? Cursors.encode(items.getLast().id()) : null);
    }

    /** Saves new definitions: one, or all of a document. */
    @Answers(value = "Saves new definitions: one, or all of a document.", status = 201, type = Object.class)
    @POST
    @Needs(value = Permission.WRITE, on = On.EACH)
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    public Response create(
            byte[] body,
            @QueryParam("file") @Nullable String file,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        WorkflowService.Document document = document(body, file, headers.getMediaType());
        Idempotency.Answer answer = idempotency.once(caller, "POST /workflows", key, body, () -> {
            List<SavedBody> saved = bodies(workflows.create(document, Author.of(caller)));
            return new Idempotency.Answer(201, saved.size() == 1 ? saved.getFirst() : new SavedAllBody(saved));
        });
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        if (answer.repeated()) {
            response.header(Idempotency.Answer.REPLAYED, "true");
        }
        if (answer.body() instanceof SavedBody saved) {
            response.tag(saved.revision() + "-" + saved.digest().substring(0, 16))
                    .location(URI.create("/api/workflows/" + saved.id()));
        }
        return response.build();
    }

    /** Saves the next revision of each definition of a document, or the first; all of them or none. */
    @Answers("Saves the next revision of each definition of a document, or the first; all of them or none.")
    @PUT
    @Needs(value = Permission.WRITE, on = On.EACH)
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    public SavedAllBody save(
            byte[] body,
            @QueryParam("file") @Nullable String file,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return new SavedAllBody(
                bodies(workflows.save(document(body, file, headers.getMediaType()), Author.of(Caller.of(security)))));
    }

    private static List<SavedBody> bodies(List<WorkflowService.Saved> saved) {
        return saved.stream()
                .map(one -> SavedBody.of(one.revision(), one.reading()))
                .toList();
    }

    static WorkflowService.Document document(byte[] body, @Nullable String file, @Nullable MediaType type) {
        return new WorkflowService.Document(
                Sources.text(file == null || file.isBlank() ? UNNAMED : file, body),
                MediaTypes.isJson(type) ? MediaTypes.JSON : MediaTypes.YAML,
                "api");
    }
}
