package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.CreateRequest;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.SavedBody;
import dev.weft.api.representation.TemplateBody;
import dev.weft.api.service.Author;
import dev.weft.api.service.TemplateService;
import dev.weft.api.service.WorkflowService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code /templates}: what definitions can be made of. */
@Path("/templates")
@Produces(MediaType.APPLICATION_JSON)
public final class TemplatesResource {
    private final TemplateService templates;

    public TemplatesResource(TemplateService templates) {
        this.templates = templates;
    }

    /** All of them, in the order of the reference. */
    @Answers("All of them, in the order of the reference.")
    @GET
    @Needs(value = Permission.READ, on = On.ALL)
    public Page<TemplateBody> list() {
        return new Page<>(templates.all().stream().map(TemplateBody::of).toList(), null);
    }

    /** One template. */
    @Answers("One template.")
    @GET
    @Path("/{id}")
    @Needs(value = Permission.READ, on = On.ALL)
    public TemplateBody get(@PathParam("id") String id) {
        return TemplateBody.of(templates.find(id));
    }

    /** Saves a definition made of it. */
    @Answers(value = "Saves a definition made of it.", status = 201, type = SavedBody.class)
    @POST
    @Path("/{id}/create")
    @Needs(value = Permission.WRITE, on = On.EACH)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @PathParam("id") String id, @Nullable CreateRequest request, @Context SecurityContext security) {
        WorkflowService.Saved saved = templates.create(id, request, Author.of(Caller.of(security)));
        SavedBody body = SavedBody.of(saved.revision(), saved.reading());
        return Response.status(201)
                .entity(body)
                .tag(saved.revision().tag())
                .location(URI.create("/api/workflows/" + body.id()))
                .build();
    }
}
