package dev.weft.api.resource;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.Cursors;
import dev.weft.api.representation.Json;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.TokenBody;
import dev.weft.api.representation.TokenRequest;
import dev.weft.api.service.Idempotency;
import dev.weft.api.service.TokenService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.jspecify.annotations.Nullable;

/** {@code /tokens}. */
@Path("/tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
    private final TokenService tokens;
    private final Idempotency idempotency;

    public TokensResource(TokenService tokens, Idempotency idempotency) {
        this.tokens = tokens;
        this.idempotency = idempotency;
    }

    /** Makes a token, which is shown this once. A lost answer is mended by revoking and making another. */
    @Answers(value = "Makes a token, which is shown this once.", status = 201, type = TokenBody.class)
    @POST
    @Needs(Permission.TOKENS)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @Nullable TokenRequest body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityContext security) {
        TokenRequest request = Requests.body(body);
        Caller caller = Caller.of(security);
        Idempotency.Answer answer = idempotency.once(caller, "POST /tokens", key, Json.bytes(request), () -> {
            TokenBody made = tokens.create(request, caller);
            return new Idempotency.Answer(201, made, made.withoutToken());
        });
        Response.ResponseBuilder response =
                Response.status(answer.status()).entity(answer.body()).header("Cache-Control", "no-store");
        return (answer.repeated() ? response.header(Idempotency.Answer.REPLAYED, "true") : response).build();
    }

    /** Tokens, without themselves. */
    @Answers("Tokens, without themselves.")
    @GET
    @Needs(Permission.TOKENS)
    public Page<TokenBody> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        int size = Requests.limit(limit);
        String after = Cursors.decodeText(cursor);
        List<TokenBody> found = tokens.list(after == null ? "" : after, size + 1);
        List<TokenBody> items = found.stream().limit(size).toList();
        return new Page<>(
                items, found.size() > size ? Cursors.encode(items.getLast().id()) : null);
    }

    /** Revokes a token at once. */
    @Answers(value = "Revokes a token at once.", status = 204)
    @DELETE
    @Path("/{id}")
    @Needs(Permission.TOKENS)
    public Response revoke(@PathParam("id") String id) {
        tokens.revoke(id);
        return Response.noContent().build();
    }
}
