package dev.weft.api.deprecation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

/** Routes of a Jersey of its own: none of the API is deprecated now. */
class DeprecationFeatureTest {
    /** A route that is to go, and one that stays. */
    @Path("/old")
    public static final class Old {
        @GET
        @DeprecatedRoute(since = "2026-12-01", sunset = "2027-06-01", instead = "https://weft.example/docs/api#new")
        public String old() {
            return "old";
        }

        @GET
        @Path("/new")
        public String stays() {
            return "new";
        }
    }

    /** One that would go too soon. */
    @Path("/hasty")
    public static final class Hasty {
        @GET
        @DeprecatedRoute(since = "2026-12-01", sunset = "2027-01-01", instead = "https://weft.example/docs/api#new")
        public String hasty() {
            return "hasty";
        }
    }

    @Test
    void shouldTellCallersOfARouteThatIsToGo() throws Exception {
        // when
        ContainerResponse answer = ask(Old.class, "/old");

        // then
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeaderString("Deprecation")).isEqualTo("@1796083200");
        assertThat(answer.getHeaderString("Sunset")).isEqualTo("Tue, 1 Jun 2027 00:00:00 GMT");
        assertThat(answer.getHeaderString("Link"))
                .isEqualTo("<https://weft.example/docs/api#new>; rel=\"deprecation\"; type=\"text/html\"");
        assertThat(ask(Old.class, "/old/new").getHeaderString("Deprecation")).isNull();
    }

    @Test
    void shouldRefuseARouteThatWouldGoTooSoon() {
        assertThatThrownBy(() -> ask(Hasty.class, "/hasty")).hasStackTraceContaining("180 days at least");
    }

    private static ContainerResponse ask(Class<?> resource, String path) throws Exception {
        ApplicationHandler jersey =
                new ApplicationHandler(new ResourceConfig(resource).register(new DeprecationFeature()));
        URI base = URI.create("http://localhost/");
        return jersey.apply(
                        new ContainerRequest(base, base.resolve(path), "GET", null, new MapPropertiesDelegate(), null))
                .get();
    }
}
