package dev.weft.api.metric;

import dev.weft.worker.protocol.metric.ProcessMetrics;
import io.micrometer.core.instrument.Timer;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;

/** Measures how long requests take, by route and status. A stream is over for it once it begins. */
@PreMatching
public final class RequestTimes implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String BEGAN = "dev.weft.began";

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGAN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(BEGAN) instanceof Long began) {
            Timer.builder("weft_http_requests")
                    .description("Requests to the API, until their answers begin.")
                    .tag("method", request.getMethod())
                    .tag("route", route(request))
                    .tag("status", Integer.toString(response.getStatus()))
                    .register(ProcessMetrics.registry())
                    .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }

    /** Such as {@code /runs/{run}}: ids would be too many. */
    private static String route(ContainerRequestContext request) {
        if (!(request.getUriInfo() instanceof ExtendedUriInfo info)) {
            return "";
        }
        StringBuilder route = new StringBuilder();
        List<UriTemplate> matched = info.getMatchedTemplates();
        for (UriTemplate template : matched.reversed()) {
            route.append(template.getTemplate().equals("/") ? "" : template.getTemplate());
        }
        return route.isEmpty() ? "none" : route.toString();
    }
}
