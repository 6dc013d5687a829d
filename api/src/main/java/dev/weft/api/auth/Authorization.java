package dev.weft.api.auth;

import dev.weft.api.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts a check of its {@link Needs} before each route. */
public final class Authorization implements DynamicFeature {
    private final LabelsOf labels;

    /**
     * @param labels asked only for callers whose roles hold for some labels alone
     */
    public Authorization(LabelsOf labels) {
        this.labels = labels;
    }

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
        context.register(new Check(needs.value(), needs.on(), labels));
    }

    @Priority(Priorities.AUTHORIZATION)
    private record Check(Permission permission, On on, LabelsOf labels) implements ContainerRequestFilter {
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
            if (!caller.isGlobal()) {
                checkLabels(request, caller);
            }
        }

        private void checkLabels(ContainerRequestContext request, Caller caller) {
            switch (on) {
                case ALL, EACH -> {}
                case PLATFORM -> caller.checkGlobal();
                case WORKFLOW -> named(request, "id", caller, "workflow", labels::workflow);
                case RUN -> named(request, "run", caller, "run", labels::run);
            }
        }

        /** What isn't there has no labels; the route says so. */
        private static void named(
                ContainerRequestContext request,
                String parameter,
                Caller caller,
                String what,
                Function<String, Optional<Map<String, String>>> labels) {
            String id = request.getUriInfo().getPathParameters().getFirst(parameter);
            labels.apply(id).ifPresent(found -> caller.checkHoldsFor(what + " «" + id + "»", found));
        }
    }
}
