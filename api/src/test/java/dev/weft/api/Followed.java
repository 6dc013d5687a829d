package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Server-sent events, as one who follows them gets them. */
final class Followed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Followed() {}

    /** @param last the id that it knows */
    static InputStream follow(Api api, String path, @Nullable String last) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(api.uri().resolve(path)).header("Authorization", "Bearer " + api.admin());
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<InputStream> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        return answer.body();
    }

    /** What the first alert of a kind says, from the beginning on; others may be raised meanwhile. */
    static JsonNode alert(Api api, String type, String kind) throws IOException, InterruptedException {
        try (BufferedReader reader = reader(follow(api, "/api/events?type=" + type + "&after=0", null))) {
            while (true) {
                String line = next(reader, "data: ");
                JsonNode said = JSON.readTree(line.substring(line.indexOf('{'))).path("data");
                if (said.path("kind").asText().equals(kind)) {
                    return said;
                }
            }
        }
    }

    static List<String> data(InputStream stream, int count) throws IOException {
        return lines(stream, "data: ", count);
    }

    static List<String> lines(InputStream stream, String start, int count) throws IOException {
        BufferedReader reader = reader(stream);
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            lines.add(next(reader, start));
        }
        return lines;
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader reader, String start) throws IOException {
        while (true) {
            String line = reader.readLine();
            assertThat(line).isNotNull();
            if (line.startsWith(start)) {
                return line;
            }
        }
    }
}
