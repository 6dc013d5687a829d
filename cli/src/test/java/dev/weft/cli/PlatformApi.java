package dev.weft.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.platform.home.WeftFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The REST API of a platform that may be killed at any time: a client asks again until it is answered. */
final class PlatformApi {
    private static final Set<String> ENDS =
            Set.of("workflow.completed", "workflow.failed", "workflow.cancelled", "workflow.rolled_back");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final WeftProcess platform;

    PlatformApi(WeftProcess platform) {
        this.platform = platform;
    }

    /** An answer with its status. */
    record Answer(int status, JsonNode body) {}

    JsonNode get(String path) throws IOException, InterruptedException {
        Answer answer = send(request(path).GET());
        if (answer.status() != 200) {
            throw new IOException("Expected 200 from " + path + ", but found " + answer);
        }
        return answer.body();
    }

    /** Posts once; it may have counted where this throws. */
    Answer post(String path, String body, String key) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The events of a run that has ended, up to its end. */
    List<JsonNode> events(String run) throws IOException, InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        HttpResponse<Stream<String>> response =
                http.send(request("/api/runs/" + run + "/events").build(), HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("data: ")) {
                    events.add(JSON.readTree(line.substring(6)));
                    if (ENDS.contains(events.getLast().path("type").asText())) {
                        return events;
                    }
                }
            }
        }
        throw new IOException("Expected the end of run " + run + ", but found only " + events);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private HttpRequest.Builder request(String path) throws IOException {
        WeftFile file = platform.file();
        String token =
                Files.readString(Path.of(String.valueOf(file.tokenFile()))).strip();
        return HttpRequest.newBuilder(URI.create(file.api() + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(2));
    }
}
