package dev.weft.api.resource;

import dev.weft.api.auth.Needs;
import dev.weft.api.auth.On;
import dev.weft.api.auth.Permission;
import dev.weft.api.auth.Secrets;
import dev.weft.api.auth.SessionCookie;
import dev.weft.api.auth.Sessions;
import dev.weft.api.auth.SignedIn;
import dev.weft.api.error.ApiException;
import dev.weft.api.openapi.Answers;
import dev.weft.api.representation.SessionBody;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** {@code /session}: signing in at the page, where no script should keep a token. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
    private final Sessions sessions;
    private final Clock clock;

    public SessionResource(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Signs in: turns the token of this request into a cookie. */
    @Answers(value = "Signs in: turns the token of this request into a cookie.", status = 201, type = SessionBody.class)
    @POST
    @Needs(value = Permission.SIGNED_IN, on = On.ALL)
    public Response signIn(@Context ContainerRequestContext request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SignedIn who = signedIn(request);
        Instant latest = now.plus(SessionCookie.LENGTH);
        Instant until = who.until() == null || who.until().isAfter(latest) ? latest : who.until();
        String secret = Secrets.newToken();
        sessions.add(Secrets.digest(secret), who, now, until);
        return Response.status(Response.Status.CREATED)
                .entity(new SessionBody(who.caller().user(), SessionCookie.csrf(secret), until))
                .cookie(SessionCookie.of(secret, Duration.between(now, until), isSecure(request)))
                .build();
    }

    /** Whose session this is, and what its requests must say. */
    @Answers("Whose session this is, and what its requests must say.")
    @GET
    @Needs(value = Permission.SIGNED_IN, on = On.ALL)
    public SessionBody get(@CookieParam(SessionCookie.NAME) @Nullable String secret) {
        SignedIn who = secret == null
                ? null
                : sessions.find(Secrets.digest(secret), clock.instant()).orElse(null);
        if (secret == null || who == null || who.until() == null) {
            throw ApiException.notFound("session", "of this request");
        }
        return new SessionBody(who.caller().user(), SessionCookie.csrf(secret), who.until());
    }

    /** Signs out. */
    @Answers(value = "Signs out.", status = 204)
    @DELETE
    @Needs(value = Permission.SIGNED_IN, on = On.ALL)
    public Response signOut(
            @CookieParam(SessionCookie.NAME) @Nullable String secret, @Context ContainerRequestContext request) {
        if (secret != null) {
            sessions.remove(Secrets.digest(secret));
        }
        return Response.noContent()
                .cookie(SessionCookie.of("", Duration.ZERO, isSecure(request)))
                .build();
    }

    private static boolean isSecure(ContainerRequestContext request) {
        return request.getSecurityContext().isSecure();
    }

    private static SignedIn signedIn(ContainerRequestContext request) {
        if (request.getProperty(SignedIn.PROPERTY) instanceof SignedIn who) {
            return who;
        }
        throw new IllegalStateException("Expected an authenticated request, but found none");
    }
}
