package dev.weft.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.api.AccessSettings;
import dev.weft.api.ApiServer;
import dev.weft.api.ApiSettings;
import dev.weft.api.event.PostgresEventSink;
import dev.weft.benchmarks.BenchmarkedApi;
import dev.weft.platform.testing.TestServers;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.protocol.event.EventSink;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** API, worker and their callers in one process; Temporal and PostgreSQL are two others. */
final class Platform implements AutoCloseable {
    private static final int MOST_REQUESTS = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WorkflowServiceStubs service;
    private final WorkflowClient client;
    private final ApiServer api;
    private final EventSink log;
    private final ActionRuntime runtime;
    private final WeftWorker worker;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    Platform() throws Exception {
        service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(TestServers.temporal().address())
                .build());
        client = WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(TestServers.newNamespace())
                        .build());
        Path home = Files.createTempDirectory("weft-benchmark");
        ApiSettings settings =
                BenchmarkedApi.settings(client, home, AccessSettings.DEFAULTS.withRequestsPerSecond(MOST_REQUESTS));
        api = ApiServer.start(settings);
        token = Files.readString(home.resolve("admin.token")).strip();
        log = PostgresEventSink.to(settings.database());
        runtime = ActionRuntime.open(WorkerSettings.fromEnvironment(home, Map.of()), log);
        worker = WeftWorker.start(client, new TaskActivity(runtime), WorkerLimits.DEFAULT, null, log);
    }

    WorkflowClient temporal() {
        return client;
    }

    EventSink log() {
        return log;
    }

    HttpClient http() {
        return http;
    }

    /** Saves a definition. */
    void save(String definition) throws IOException, InterruptedException {
        HttpRequest request = request("/api/workflows")
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(definition))
                .build();
        answer(request, 201);
    }

    /** Starts a run; its id. */
    String started(String workflow) throws IOException, InterruptedException {
        return answer(start(workflow), 202).path("run").asText();
    }

    HttpRequest start(String workflow) {
        return request("/api/workflows/" + workflow + "/start")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).build(), 200);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api.uri() + path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException("Expected " + expected + " of " + request.uri() + ", but found "
                    + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Waits until a run is as it is to be. */
    void await(String run, String status) throws IOException, InterruptedException {
        @Nullable String found = null;
        while (!status.equals(found)) {
            found = get("/api/runs/" + run + "?wait=1s").path("status").asText();
        }
    }

    @Override
    public void close() {
        worker.close();
        runtime.close();
        log.close();
        api.close();
        http.shutdownNow();
        service.shutdownNow();
    }
}
