package dev.weft.worker.catalog.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.catalog.support.HandlerFixture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepReporterTest {
    @TempDir
    Path folder;

    @Test
    void shouldSayWhichEndpointsAreUp() throws Exception {
        HandlerFixture workspace = new HandlerFixture(folder);

        Map<String, Object> output = workspace.call(
                new SweepReporter(),
                Map.of(
                        "endpoints",
                        List.of("https://a.example", "https://b.example/?x=<y>", "https://c.example"),
                        "answers",
                        List.of(answer(204, null), answer(503, null), answer(null, "No route"), answer(null, null)),
                        "date",
                        "2026-11-21T10:00:00Z",
                        "out",
                        "sweeps"));

        assertThat(output).containsEntry("up", 1).containsEntry("down", 2);
        assertThat((List<?>) output.get("endpoints"))
                .map(endpoint -> ((Map<?, ?>) endpoint).get("reason"))
                .isEqualTo(Arrays.asList("", "answered 503", "No route"));
        assertThat(workspace.get((String) HandlerFixture.field(output, "report")))
                .contains("https://b.example/?x=&lt;y&gt;", "answered 503");
        assertThat(workspace.get((String) HandlerFixture.field(output, "data"))).contains("\"down\" : 2");
    }

    @Test
    void shouldMissAnAnswer() {
        assertThatThrownBy(() -> new HandlerFixture(folder)
                        .call(
                                new SweepReporter(),
                                Map.of("endpoints", List.of("https://a.example"), "date", "d", "out", "o")))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("Expected an answer for each of 1");
    }

    private static Map<String, @Nullable Object> answer(@Nullable Integer status, @Nullable String error) {
        Map<String, @Nullable Object> answer = new HashMap<>();
        answer.put("status", status);
        answer.put("error", error);
        return answer;
    }
}
