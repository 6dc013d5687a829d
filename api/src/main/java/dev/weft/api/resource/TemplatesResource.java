package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.CreateRequest;
import dev.weft.api.representation.Json;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.SavedBody;
import dev.weft.api.representation.TemplateBody;
import dev.weft.api.service.Author;
import dev.weft.api.service.Idempotency;
import dev.weft.api.service.TemplateService;
import dev.weft.api.service.WorkflowService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
    private final Idempotency idempotency;

    public TemplatesResource(TemplateService templates, Idempotency idempotency) {
        this.templates = templates;
        this.idempotency = idempotency;
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
            @PathParam("id") String id,
            @Nullable CreateRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        Caller caller = Caller.of(security);
        byte[] said = request == null ? new byte[0] : Json.bytes(request);
        Idempotency.Answer answer = idempotency.once(caller, "POST /templates/" + id + "/create", key, said, () -> {
            WorkflowService.Saved saved = templates.create(id, request, Author.of(caller));
            return new Idempotency.Answer(201, SavedBody.of(saved.revision(), saved.reading()));
        });
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        if (answer.body() instanceof SavedBody body) {
            response.tag(body.revision() + "-" + body.digest().substring(0, 16))
                    .location(URI.create("/api/workflows/" + body.id()));
        }
        return (answer.repeated() ? response.header(Idempotency.Answer.REPLAYED, "true") : response).build();
    }
}
