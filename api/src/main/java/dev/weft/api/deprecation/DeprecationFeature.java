package dev.weft.api.deprecation;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Has the answers of a {@link DeprecatedRoute} say since when it is deprecated (RFC 9745), when it goes (RFC 8594), and where stands what
 * to use in its place.
 */
public final class DeprecationFeature implements DynamicFeature {
    /** How long a route stays at least after it was deprecated. */
    public static final Duration LEAST = Duration.ofDays(180);

    @Override
    public void configure(ResourceInfo route, FeatureContext context) {
        DeprecatedRoute mark = route.getResourceMethod().getAnnotation(DeprecatedRoute.class);
        if (mark != null) {
            context.register(new Headers(mark));
        }
    }

    /** Of one route. */
    private static final class Headers implements ContainerResponseFilter {
        private final String deprecation;
        private final String sunset;
        private final String link;

        Headers(DeprecatedRoute mark) {
            Instant since = day(mark.since());
            Instant end = day(mark.sunset());
            if (Duration.between(since, end).compareTo(LEAST) < 0) {
                throw new IllegalStateException("Expected a deprecated route to stay for " + LEAST.toDays()
                        + " days at least, but found " + mark.since() + " to " + mark.sunset());
            }
            deprecation = "@" + since.getEpochSecond();
            sunset = DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atOffset(ZoneOffset.UTC));
            link = "<" + mark.instead() + ">; rel=\"deprecation\"; type=\"text/html\"";
        }

        private static Instant day(String text) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.getHeaders().putSingle("Deprecation", deprecation);
            response.getHeaders().putSingle("Sunset", sunset);
            response.getHeaders().add("Link", link);
        }
    }
}
