package dev.weft.api.auth;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

final class AuthorizationTest {
    @Test
    void shouldNotStartWithARouteThatAsksNothingOfItsCaller() {
        assertThatThrownBy(() -> start(Open.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Expected @Needs on every route")
                .hasMessageContaining("everybody");
        assertThatCode(() -> start(Guarded.class)).doesNotThrowAnyException();
    }

    private static void start(Class<?> resource) {
        new ApplicationHandler(new ResourceConfig(resource).register(new Authorization(new NoLabels())));
    }

    private static final class NoLabels implements LabelsOf {
        @Override
        public Optional<Map<String, String>> workflow(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<Map<String, String>> run(String id) {
            return Optional.empty();
        }
    }

    /** A route that somebody forgot. */
    @Path("/open")
    public static final class Open {
        /** Answers anybody. */
        @GET
        public String everybody() {
            return "hello";
        }
    }

    /** A route as it should be. */
    @Path("/guarded")
    public static final class Guarded {
        /** Answers who is signed in. */
        @GET
        @Needs(Permission.SIGNED_IN)
        public String somebody() {
            return "hello";
        }
    }
}
