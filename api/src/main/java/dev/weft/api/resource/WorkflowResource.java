package dev.weft.api.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.api.audit.Unaudited;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.RevisionBody;
import dev.weft.api.representation.SavedBody;
import dev.weft.api.representation.ValidationBody;
import dev.weft.api.service.Author;
import dev.weft.api.service.WorkflowService;
import dev.weft.api.store.StoredRevision;
import dev.weft.definitions.diff.DifferenceJson;
import dev.weft.definitions.graph.JsonGraph;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /workflows/{id}}: one definition and its revisions. */
@Path("/workflows/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkflowResource {
    private final WorkflowService workflows;

    public WorkflowResource(WorkflowService workflows) {
        this.workflows = workflows;
    }

    /** The current revision. */
    @Answers(value = "The current revision.", type = RevisionBody.class, also = 304)
    @GET
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    public Response get(@PathParam("id") String id, @Context Request request) {
        StoredRevision revision = workflows.current(id);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag(revision));
        return (unchanged == null ? Response.ok(RevisionBody.of(revision)) : unchanged)
                .tag(tag(revision))
                .build();
    }

    /** The current revision as text: as it was written where that is YAML. */
    @Answers(value = "The current revision as text: as it was written where that is YAML.", type = String.class)
    @GET
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    @Produces(MediaTypes.YAML)
    public Response getText(@PathParam("id") String id) {
        StoredRevision revision = workflows.current(id);
        boolean yaml = revision.sourceType().equals(MediaTypes.YAML);
        return Response.ok(yaml ? revision.source() : revision.document())
                .tag(tag(revision))
                .build();
    }

    /** Saves the next revision, or the first. */
    @Answers(value = "Saves the next revision, or the first.", status = 201, type = SavedBody.class, also = 200)
    @PUT
    @Needs(value = Permission.WRITE, on = On.WORKFLOW)
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    public Response replace(
            @PathParam("id") String id,
            byte[] body,
            @QueryParam("file") @Nullable String file,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        WorkflowService.Saved saved = workflows.replace(
                id,
                WorkflowsResource.document(body, file == null ? id + ".yaml" : file, headers.getMediaType()),
                ifMatch,
                Author.of(Caller.of(security)));
        return Response.status(saved.created() ? 201 : 200)
                .entity(SavedBody.of(saved.revision(), saved.reading()))
                .tag(tag(saved.revision()))
                .build();
    }

    /** Says what is wrong with a document, and what it is: of all POSTs to one, only that to {@code /workflows/validate}. */
    @Answers(
            "Says what is wrong with a document, and what it is: of all POSTs to one, only that to /workflows/validate.")
    @POST
    @Unaudited("a document is checked; nothing is saved")
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    public ValidationBody validate(
            @PathParam("id") String id,
            byte[] body,
            @QueryParam("file") @Nullable String file,
            @Context HttpHeaders headers) {
        if (!id.equals("validate")) {
            throw new NotAllowedException("GET", new String[] {"PUT", "DELETE"});
        }
        return workflows.check(
                WorkflowsResource.document(body, file, headers.getMediaType()).source());
    }

    /** Hides the definition; revisions and runs stay. */
    @Answers(value = "Hides the definition; revisions and runs stay.", status = 204)
    @DELETE
    @Needs(value = Permission.WRITE, on = On.WORKFLOW)
    public Response delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        workflows.delete(id, ifMatch);
        return Response.noContent().build();
    }

    /** Revisions, newest first. */
    @Answers("Revisions, newest first.")
    @GET
    @Path("/revisions")
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    public Page<RevisionBody> revisions(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int size = Requests.limit(limit);
        String before = Cursors.decodeText(cursor);
        List<StoredRevision> found = workflows.revisions(
                id, before == null ? Integer.MAX_VALUE : Requests.number("cursor", before), size + 1);
        List<RevisionBody> items =
                found.stream().limit(size).map(RevisionBody::item).toList();
        return new Page<>(
                items,
                found.size() > size
                        ? Cursors.encode(Integer.toString(items.getLast().revision()))
                        : null);
    }

    /** One revision. */
    @Answers(value = "One revision.", type = RevisionBody.class)
    @GET
    @Path("/revisions/{n}")
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    public Response revision(@PathParam("id") String id, @PathParam("n") String number) {
        StoredRevision revision = workflows.revision(id, Requests.number("revision", number));
        return Response.ok(RevisionBody.of(revision)).tag(tag(revision)).build();
    }

    /** Makes what a revision says the next one; also of a definition that was deleted. */
    @Answers(
            value = "Makes what a revision says the next one; also of a definition that was deleted.",
            status = 201,
            type = SavedBody.class,
            also = 200)
    @POST
    @Path("/revisions/{n}/restore")
    @Needs(value = Permission.WRITE, on = On.WORKFLOW)
    public Response restore(
            @PathParam("id") String id,
            @PathParam("n") String number,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        WorkflowService.Saved saved =
                workflows.restore(id, Requests.number("revision", number), ifMatch, Author.of(Caller.of(security)));
        return Response.status(saved.created() ? 201 : 200)
                .entity(SavedBody.of(saved.revision(), saved.reading()))
                .tag(tag(saved.revision()))
                .build();
    }

    /**
     * What two revisions differ in.
     *
     * @param from by default the one before {@code to}
     * @param to by default the current one
     */
    @Answers("What two revisions differ in.")
    @GET
    @Path("/revisions/diff")
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    public ObjectNode difference(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        StoredRevision second = to == null ? workflows.current(id) : workflows.revision(id, Requests.number("to", to));
        int before = from == null ? Math.max(1, second.revision() - 1) : Requests.number("from", from);
        StoredRevision first = workflows.revision(id, before);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("from", first.revision()).put("to", second.revision());
        return body.setAll(DifferenceJson.value(workflows.difference(first, second)));
    }

    /** The tasks with their order and levels; of the current revision where none is named. */
    @Answers("The tasks with their order and levels; of the current revision where none is named.")
    @GET
    @Path("/graph")
    @Needs(value = Permission.READ, on = On.WORKFLOW)
    public Map<String, Object> graph(@PathParam("id") String id, @QueryParam("revision") @Nullable String number) {
        StoredRevision revision =
                number == null ? workflows.current(id) : workflows.revision(id, Requests.number("revision", number));
        return JsonGraph.value(workflows.plan(revision));
    }

    private static EntityTag tag(StoredRevision revision) {
        return new EntityTag(revision.tag());
    }
}
