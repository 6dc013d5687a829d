package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.api.auth.AdminToken;
import dev.weft.api.store.TestDatabase;
import dev.weft.platform.testing.TestServers;
import dev.weft.worker.protocol.large.LargeValueStore;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real server over a real PostgreSQL and a real Temporal, and somebody who calls it. */
final class Api implements AutoCloseable {
    static final String YAML = "application/yaml";
    static final String JSON = "application/json";
    /** By which hooks are called that name the secret {@code HOOK}. */
    static final String HOOK_SECRET = "a secret of a hook";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<Path, WorkflowClient> CLIENTS = new HashMap<>();
    private static @Nullable WorkflowServiceStubs shared;

    private final ApiServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiSettings settings;
    private final String admin;

    private Api(ApiSettings settings) {
        try {
            this.settings = settings;
            this.server = ApiServer.start(settings);
            this.admin = AdminToken.ensure(settings.adminToken());
        } catch (ApiStartException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server over an empty database, without the catalogue. */
    static Api start(Path home) {
        return start(settings(home, TestDatabase.migratedUrl(), List.of(), List.of()));
    }

    static Api start(ApiSettings settings) {
        return new Api(settings);
    }

    static ApiSettings settings(Path home, String database, List<Path> definitions, List<Path> agents) {
        return settings(home, database, definitions, agents, null);
    }

    /** Those of a server that bounds how many runs go on at once. */
    static ApiSettings settings(
            Path home, String database, List<Path> definitions, List<Path> agents, @Nullable Integer maxRuns) {
        return settings(home, database, definitions, agents, 0, maxRuns);
    }

    /** Those of a server that wants the port of another. */
    static ApiSettings settings(Path home, String database, URI taken) {
        return settings(home, database, List.of(), List.of(), taken.getPort(), null);
    }

    /** Those of a server that has a place for large values. */
    static ApiSettings settings(Path home, String database, LargeValueStore large) {
        return settings(home, database, List.of(), List.of(), 0, null, large);
    }

    private static ApiSettings settings(
            Path home,
            String database,
            List<Path> definitions,
            List<Path> agents,
            int port,
            @Nullable Integer maxRuns) {
        return settings(home, database, definitions, agents, port, maxRuns, null);
    }

    private static ApiSettings settings(
            Path home,
            String database,
            List<Path> definitions,
            List<Path> agents,
            int port,
            @Nullable Integer maxRuns,
            @Nullable LargeValueStore large) {
        return new ApiSettings(
                "127.0.0.1",
                port,
                new ApiSettings.DatabaseSettings(
                        database,
                        TestServers.postgres().user(),
                        TestServers.postgres().password()),
                temporal(home),
                URI.create("http://localhost:8233"),
                home,
                home.resolve("admin.token"),
                definitions,
                agents,
                false,
                name -> name.equals("PRESENT"),
                "test",
                home.resolve("decision-keys"),
                maxRuns,
                large,
                AccessSettings.DEFAULTS,
                InsightSettings.of(name -> Optional.of("1").filter(second -> name.equals("WEFT_ALERT_EVERY_SECONDS"))),
                secret -> Optional.of(secret).filter("HOOK"::equals).map(known -> HOOK_SECRET));
    }

    /** The same with callers let in otherwise. */
    static ApiSettings with(ApiSettings plain, AccessSettings access) {
        return with(plain, plain.temporal(), access, plain.insight());
    }

    /** The same that comes to Temporal and looks at how it goes otherwise, too. */
    static ApiSettings with(
            ApiSettings plain, WorkflowClient temporal, AccessSettings access, InsightSettings insight) {
        return new ApiSettings(
                plain.host(),
                plain.port(),
                plain.database(),
                temporal,
                plain.temporalUi(),
                plain.home(),
                plain.adminToken(),
                plain.definitions(),
                plain.agents(),
                plain.catalogue(),
                plain.secrets(),
                plain.version(),
                plain.decisionKeys(),
                plain.maxRuns(),
                plain.large(),
                access,
                insight,
                plain.hookSecrets());
    }

    /** The namespace of whoever has a home: classes of tests that go on at once meet neither runs nor workers of one another. */
    static synchronized WorkflowClient temporal(Path home) {
        if (shared == null) {
            shared = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(TestServers.temporal().address())
                    .build());
        }
        WorkflowServiceStubs service = shared;
        return CLIENTS.computeIfAbsent(
                home,
                none -> WorkflowClient.newInstance(
                        service,
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(TestServers.newNamespace())
                                .build()));
    }

    ApiSettings settings() {
        return settings;
    }

    URI uri() {
        return server.uri();
    }

    String admin() {
        return admin;
    }

    Answer get(String path, String... headers) {
        return as(admin, "GET", path, null, headers);
    }

    Answer post(String path, @Nullable String body, String... headers) {
        return as(admin, "POST", path, body, headers);
    }

    Answer put(String path, String body, String... headers) {
        return as(admin, "PUT", path, body, headers);
    }

    Answer delete(String path, String... headers) {
        return as(admin, "DELETE", path, null, headers);
    }

    /** Any request; a body is JSON where it begins like it, and YAML otherwise, unless a header says more. */
    Answer as(@Nullable String token, String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        if (body != null && !all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", body.startsWith("{") ? JSON : YAML));
        }
        for (int i = 0; i < all.size(); i += 2) {
            request.header(all.get(i), all.get(i + 1));
        }
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How a stream begins that doesn't end by itself. */
    int streamStatus(String token, String path) {
        try {
            HttpResponse<java.io.InputStream> response = http.send(
                    HttpRequest.newBuilder(server.uri().resolve(path))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            response.body().close();
            return response.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Saves a definition that is new. */
    void save(String definition) {
        Answer saved = post("/api/workflows", definition);
        assertThat(saved.status()).as(saved.toString()).isEqualTo(201);
    }

    /** Starts a run; its id. */
    String started(String workflow, String body) {
        Answer started = post("/api/workflows/" + workflow + "/start", body);
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        return started.json().path("run").asText();
    }

    /** A token of somebody with roles. */
    String token(String user, String roles, String groups) {
        Answer made = post(
                "/api/tokens", "{\"user\":\"" + user + "\",\"roles\":[" + roles + "],\"groups\":[" + groups + "]}");
        return made.json().path("token").asText();
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("weft-api-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // First, as a server that ends waits a second for connections that may ask once more.
        http.shutdownNow();
        server.close();
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Expected JSON, but found " + response.body(), e);
            }
        }

        @Override
        public String toString() {
            return status() + " " + body();
        }
    }
}
