package dev.weft.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.platform.Environment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {
    @Test
    void shouldAnswerPrometheusWhereItIsToldTo() throws Exception {
        try (WorkerMetrics metrics =
                WorkerMetrics.start(with(Map.of(WorkerMetrics.ADDRESS, "0"))).orElseThrow()) {
            HttpResponse<String> answer = get(metrics, null);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(answer.body()).contains("jvm_memory_used_bytes", "process_uptime_seconds");
            assertThat(metrics.address()).startsWith("http://127.0.0.1:");
        }
        assertThat(WorkerMetrics.start(with(Map.of()))).isEmpty();
    }

    @Test
    void shouldAskForTheTokenWhereThereIsOne() throws Exception {
        try (WorkerMetrics metrics = WorkerMetrics.start(
                        with(Map.of(WorkerMetrics.ADDRESS, "127.0.0.1:0", "WEFT_METRICS_TOKEN", "t")))
                .orElseThrow()) {
            assertThat(get(metrics, null).statusCode()).isEqualTo(401);
            assertThat(get(metrics, "u").statusCode()).isEqualTo(401);
            assertThat(get(metrics, "t").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldRefuseWhatIsNoAddressAndOneThatIsTaken() {
        assertThatThrownBy(() -> WorkerMetrics.start(with(Map.of(WorkerMetrics.ADDRESS, "here"))))
                .hasMessage("Expected WEFT_METRICS_ADDRESS to be a port or HOST:PORT, such as 9465, but found «here».");
        assertThatThrownBy(() -> WorkerMetrics.start(with(Map.of(WorkerMetrics.ADDRESS, "70000"))))
                .hasMessageContaining("Expected WEFT_METRICS_ADDRESS");
        try (WorkerMetrics metrics =
                WorkerMetrics.start(with(Map.of(WorkerMetrics.ADDRESS, "0"))).orElseThrow()) {
            String taken = "127.0.0.1:" + URI.create(metrics.address()).getPort();
            assertThatThrownBy(() -> WorkerMetrics.start(with(Map.of(WorkerMetrics.ADDRESS, taken))))
                    .hasMessageStartingWith("Expected to answer at " + taken);
        }
    }

    private static Environment with(Map<String, String> variables) {
        return new Environment(variables);
    }

    private static HttpResponse<String> get(WorkerMetrics metrics, @Nullable String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(metrics.address()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
