package dev.weft.api.resource;

import dev.weft.api.agent.AgentStates;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.AgentBody;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.ProblemBody;
import dev.weft.api.service.AgentService;
import dev.weft.api.service.Sources;
import dev.weft.api.store.StoredAgent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /agents}. */
@Path("/agents")
@Produces(MediaType.APPLICATION_JSON)
public final class AgentsResource {
    private final AgentService agents;
    private final AgentStates states;

    public AgentsResource(AgentService agents, AgentStates states) {
        this.agents = agents;
        this.states = states;
    }

    /** Agents by name. */
    @Answers("Agents by name.")
    @GET
    @Needs(value = Permission.READ, on = On.ALL)
    public Page<AgentBody> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        int size = Requests.limit(limit);
        String after = Cursors.decodeText(cursor);
        List<StoredAgent> found = agents.list(after == null ? "" : after, size + 1);
        List<AgentBody> items = bodies(found.stream().limit(size).toList());
        return new Page<>(
                items, found.size() > size ? Cursors.encode(items.getLast().name()) : null);
    }

    /** One agent. */
    @Answers("One agent.")
    @GET
    @Path("/{name}")
    @Needs(value = Permission.READ, on = On.ALL)
    public AgentBody get(@PathParam("name") String name) {
        return bodies(List.of(agents.find(name))).getFirst();
    }

    private List<AgentBody> bodies(List<StoredAgent> stored) {
        Map<String, AgentStates.Now> now =
                states.of(stored.stream().map(StoredAgent::agent).toList());
        return stored.stream()
                .map(one -> {
                    AgentStates.Now state =
                            Objects.requireNonNull(now.get(one.agent().name()));
                    return AgentBody.of(
                            one, state.health().orElse(null), state.load().orElse(null));
                })
                .toList();
    }

    /** Creates or replaces. */
    @Answers(value = "Creates or replaces.", status = 201, type = AgentBody.class, also = 200)
    @POST
    @Needs(Permission.WRITE)
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    public Response save(byte[] body, @QueryParam("file") @Nullable String file, @Context SecurityContext security) {
        AgentService.Saved saved = agents.save(
                Sources.text(file == null || file.isBlank() ? "agent.yaml" : file, body),
                Caller.of(security).user());
        return Response.status(saved.created() ? 201 : 200)
                .entity(AgentBody.of(saved.agent(), ProblemBody.of(saved.warnings())))
                .build();
    }

    /** Hides an agent; runs that carry it go on. */
    @Answers(value = "Hides an agent; runs that carry it go on.", status = 204)
    @DELETE
    @Path("/{name}")
    @Needs(Permission.WRITE)
    public Response delete(@PathParam("name") String name) {
        agents.delete(name);
        return Response.noContent().build();
    }
}
