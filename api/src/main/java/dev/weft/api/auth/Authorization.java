package dev.weft.api.auth;

import dev.weft.api.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.stream.Collectors;

/** Puts a check of its {@link Needs} before each route. */
public final class Authorization implements DynamicFeature {
    @Override
    public void configure(ResourceInfo route, FeatureContext context) {
        if (!route.getResourceClass().getName().startsWith("dev.weft.")) {
            return;
        }
        Needs needs = route.getResourceMethod().getAnnotation(Needs.class);
        if (needs == null) {
            throw new IllegalStateException(
                    "Expected @Needs on every route, but found none on " + route.getResourceMethod());
        }
        context.register(new Check(needs.value()));
    }

    @Priority(Priorities.AUTHORIZATION)
    private record Check(Permission permission) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            Caller caller = Caller.of(request.getSecurityContext());
            if (!permission.isGivenBy(caller.roles())) {
                String enough = permission.roles().stream().map(Role::word).collect(Collectors.joining(", "));
                throw new ApiException(
                        403,
                        "forbidden",
                        "Expected a caller with one of the roles " + enough + ", but «" + caller.user()
                                + "» has none of them.");
            }
        }
    }
}
