package dev.weft.api.resource;

import dev.weft.api.audit.Unaudited;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Needs;
import dev.weft.api.auth.Permission;
import dev.weft.api.auth.Role;
import dev.weft.api.gateway.PayloadTexts;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.TokenBody;
import dev.weft.api.representation.TokenRequest;
import dev.weft.api.service.TokenService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;

/**
 * {@code /codec}: opens and seals payloads for Temporal's own tools, in the form that they have agreed upon: protobuf's JSON of
 * {@code Payloads}, both ways.
 */
@Path("/codec")
@Produces(MediaType.APPLICATION_JSON)
public final class CodecResource {
    /** Holds a token that opens payloads, for browsers that show Temporal's web UI. */
    public static final String COOKIE = "weft_codec";

    private static final Duration PERMITTED = Duration.ofHours(8);

    private final PayloadTexts payloads;
    private final TokenService tokens;

    public CodecResource(PayloadTexts payloads, TokenService tokens) {
        this.payloads = payloads;
        this.tokens = tokens;
    }

    /** Payloads in the clear. */
    @Answers("Payloads in the clear.")
    @POST
    @Path("/decode")
    @Unaudited("payloads are opened; nothing changes")
    @Needs(Permission.READ)
    @Consumes(MediaType.APPLICATION_JSON)
    public String decode(String body) {
        return payloads.open(body);
    }

    /** Payloads as Temporal keeps them: for what the web UI sends to runs. */
    @Answers("Payloads as Temporal keeps them: for what the web UI sends to runs.")
    @POST
    @Path("/encode")
    @Unaudited("payloads are sealed; nothing changes")
    @Needs(Permission.READ)
    @Consumes(MediaType.APPLICATION_JSON)
    public String encode(String body) {
        return payloads.seal(body);
    }

    /**
     * Lets this browser open payloads in Temporal's web UI, for eight hours: by a cookie that goes to these routes alone and
     * that no script sees. It is a viewer's token, listed and revoked like the others.
     */
    @Answers(
            value =
                    "Lets this browser open payloads in Temporal's web UI, for eight hours: by a cookie that goes to these routes alone and that no script sees.",
            status = 204)
    @POST
    @Path("/permit")
    @Needs(Permission.READ)
    public Response permit(@Context SecurityContext security, @Context UriInfo uri) {
        Caller caller = Caller.of(security);
        TokenBody token =
                tokens.create(new TokenRequest(caller.user(), List.of(Role.VIEWER), List.of(), null, "8h"), caller);
        NewCookie cookie = new NewCookie.Builder(COOKIE)
                .value(token.token())
                .path("/api/codec")
                .maxAge((int) PERMITTED.toSeconds())
                .httpOnly(true)
                .secure(security.isSecure())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
        return Response.noContent()
                .cookie(cookie)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
