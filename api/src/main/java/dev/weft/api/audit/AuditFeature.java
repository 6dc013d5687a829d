package dev.weft.api.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.api.auth.Caller;
import dev.weft.api.representation.Json;
import dev.weft.api.web.RequestMarks;
import dev.weft.definitions.blob.BlobKey;
import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts an entry before and after each route that may change something: all but those that are {@code GET} or
 * {@link Unaudited}. So none can be forgotten.
 */
final class AuditFeature implements DynamicFeature {
    private static final int REFUSED = 403;

    private final AuditTrail trail;
    private final Audit.Before before;
    private final Clock clock;

    AuditFeature(AuditTrail trail, Audit.Before before, Clock clock) {
        this.trail = trail;
        this.before = before;
        this.clock = clock;
    }

    @Override
    public void configure(ResourceInfo route, FeatureContext context) {
        Method method = route.getResourceMethod();
        if (!route.getResourceClass().getName().startsWith("dev.weft.")
                || method.isAnnotationPresent(GET.class)
                || method.isAnnotationPresent(Unaudited.class)) {
            return;
        }
        Path below = method.getAnnotation(Path.class);
        context.register(new Around(
                route.getResourceClass().getAnnotation(Path.class).value() + (below == null ? "" : below.value())));
    }

    /** Around one route, after it is known that the caller may use it. */
    @Priority(Priorities.USER)
    private final class Around implements ContainerRequestFilter, ContainerResponseFilter {
        private static final String INTENDED = "weft.audit";
        private static final int MOST_READ = 64 * 1024;

        private final String path;

        Around(String path) {
            this.path = path;
        }

        @Override
        public void filter(ContainerRequestContext request) throws IOException {
            ObjectNode entry = entry("intended", request);
            AuditEntries.add(entry, "before", before(request));
            if (request.hasEntity()) {
                byte[] body = request.getEntityStream().readAllBytes();
                request.setEntityStream(new ByteArrayInputStream(body));
                AuditEntries.add(entry, "said", said(request, body));
                entry.put(
                        "body",
                        body.length + " bytes, sha-256 " + BlobKey.of(body).sha256());
            }
            request.setProperty(INTENDED, trail.intend(entry));
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            Object intended = request.getProperty(INTENDED);
            if (intended == null && response.getStatus() != REFUSED) {
                return;
            }
            ObjectNode entry = entry(response.getStatus() < 400 ? "done" : "refused", request);
            if (intended instanceof Long position) {
                entry.put("of", position);
            }
            entry.put("status", response.getStatus());
            if (response.getEntity() != null) {
                AuditEntries.add(entry, "after", Facts.of(Json.mapper().valueToTree(response.getEntity())));
            }
            trail.tell(entry);
        }

        private ObjectNode entry(String phase, ContainerRequestContext request) {
            return AuditEntries.of(
                    clock,
                    phase,
                    Caller.of(request.getSecurityContext()),
                    String.valueOf(request.getProperty(RequestMarks.ADDRESS)),
                    String.valueOf(request.getProperty(RequestMarks.ID)),
                    request.getMethod() + " " + path,
                    target(request));
        }

        /** Such as {@code runs/hello-01JD…/tasks/build}: what the parameters of the path name. */
        private @Nullable String target(ContainerRequestContext request) {
            String target = path.substring(1);
            if (!target.contains("{")) {
                return null;
            }
            for (Map.Entry<String, List<String>> parameter :
                    request.getUriInfo().getPathParameters().entrySet()) {
                target = target.replace(
                        "{" + parameter.getKey() + "}", parameter.getValue().getFirst());
            }
            return path.endsWith("}") ? target : target.substring(0, target.lastIndexOf('/'));
        }

        private @Nullable JsonNode before(ContainerRequestContext request) {
            int from = path.lastIndexOf('{');
            return from < 0 || !path.endsWith("}")
                    ? null
                    : before.of(
                            path,
                            request.getUriInfo()
                                    .getPathParameters()
                                    .getFirst(path.substring(from + 1, path.length() - 1)));
        }

        private static @Nullable JsonNode said(ContainerRequestContext request, byte[] body) {
            boolean json = request.getMediaType() != null
                    && request.getMediaType().getSubtype().equals("json");
            if (!json || body.length > MOST_READ) {
                return null;
            }
            try {
                JsonNode said = Json.mapper().readTree(body);
                return said == null ? null : Facts.of(said);
            } catch (JsonProcessingException unreadable) {
                return TextNode.valueOf("not JSON");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
