package dev.weft.worker.catalog.table;

import static dev.weft.worker.catalog.support.HandlerFixture.field;
import static dev.weft.worker.catalog.support.HandlerFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.worker.Busy;
import dev.weft.worker.catalog.support.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Busy
class TableTest {
    @TempDir
    Path folder;

    private HandlerFixture workspace;

    @BeforeEach
    void open() {
        workspace = new HandlerFixture(folder);
    }

    @Test
    void shouldProfileTheSample() throws Exception {
        workspace.put("orders.csv", Catalog.load().sample("orders.csv"));

        Map<String, Object> profile = workspace.call(new TableProfiler(), Map.of("source", "orders.csv"));

        assertThat(profile)
                .containsEntry("rows", 120L)
                .containsEntry("delimiter", ",")
                .containsEntry("charset", "UTF-8");
        assertThat((List<?>) field(profile, "columns"))
                .map(column -> field((Map<?, ?>) column, "type"))
                .containsExactly("text", "text", "email", "text", "date", "integer", "decimal", "boolean");
        assertThat((List<?>) field(profile, "partitions"))
                .isEqualTo(List.of(
                        Map.of("from", 0L, "to", 30L),
                        Map.of("from", 30L, "to", 60L),
                        Map.of("from", 60L, "to", 90L),
                        Map.of("from", 90L, "to", 120L)));
    }

    @Test
    void shouldFindTheDefectsOfTheSample() throws Exception {
        workspace.put("orders.csv", Catalog.load().sample("orders.csv"));
        Map<String, Object> profile = workspace.call(new TableProfiler(), Map.of("source", "orders.csv"));

        Map<String, Object> found = workspace.call(
                new TableChecker(), Map.of("source", "orders.csv", "columns", field(profile, "columns")));
        Map<String, Object> twice =
                workspace.call(new DuplicateFinder(), Map.of("source", "orders.csv", "key", "customer"));
        Map<String, Object> all = workspace.call(new DefectSummarizer(), Map.of("parts", List.of(found, twice)));

        assertThat(all)
                .containsEntry("count", 13L)
                .containsEntry(
                        "kinds",
                        Map.of(
                                "duplicate_key",
                                1L,
                                "duplicate_row",
                                1L,
                                "field_count",
                                1L,
                                "missing",
                                2L,
                                "outlier",
                                1L,
                                "white_space",
                                2L,
                                "wrong_type",
                                5L));
        assertThat(messages(all)).anyMatch(message -> message.contains("found “three”"));
    }

    @Test
    void shouldFindTheSameInPartitionsAsInTheWhole() throws Exception {
        workspace.put("orders.csv", Catalog.load().sample("orders.csv"));
        Map<String, Object> profile =
                workspace.call(new TableProfiler(), Map.of("source", "orders.csv", "partitions", 7));
        Map<String, Object> whole = workspace.call(
                new TableChecker(), Map.of("source", "orders.csv", "columns", field(profile, "columns")));

        long sum = 0;
        for (Object part : (List<?>) field(profile, "partitions")) {
            Map<?, ?> bounds = (Map<?, ?>) part;
            sum += (long) field(
                    workspace.call(
                            new TableChecker(),
                            Map.of(
                                    "source",
                                    "orders.csv",
                                    "columns",
                                    field(profile, "columns"),
                                    "from",
                                    field(bounds, "from"),
                                    "to",
                                    field(bounds, "to"))),
                    "count");
        }

        assertThat(sum).isEqualTo(field(whole, "count"));
    }

    @Test
    void shouldCleanWithoutGuessing() throws Exception {
        workspace.put(
                "in.csv",
                "\uFEFFid;when;what\r\n1;17.03.2025; a b \r\n2;2025-01-02;N/A\r\n1;17.03.2025;a b\r\n3;04/05/2025;\"x;\"\"y\"\"\"\r\n4;2025-02-03\r\n");

        Map<String, Object> output = publish("in.csv", Map.of());

        assertThat(output)
                .containsEntry("rows", 3L)
                .containsEntry("dropped", 1L)
                .containsEntry("refused", 1L)
                .containsEntry("changed", 3L);
        assertThat(workspace.get("cleaned/in/clean.csv"))
                .isEqualTo("id,when,what\n1,2025-03-17,a b\n2,2025-01-02,\n3,04/05/2025,\"x;\"\"y\"\"\"\n");
        assertThat(workspace.get("cleaned/in/rejected.csv")).isEqualTo("line,id,when,what\n6,4,2025-02-03\n");
        assertThat(workspace.get("cleaned/in/report.html")).contains("<h1>Quality of in.csv</h1>");
        assertThat(workspace.get("cleaned/in/report.json")).contains("\"dropped\" : 1");
    }

    @Test
    void shouldRefuseAFileThatWasChangedAfterItsCheck() {
        workspace.put("in.csv", "a,b\n1,2\n");

        assertThatThrownBy(() -> publish("in.csv", Map.of("sha256", "0".repeat(64))))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.code()).isEqualTo("source_changed"));
    }

    @Test
    void shouldReadOddFiles() throws Exception {
        workspace.put("header.csv", "only,a,header");
        workspace.put("names.csv", "a,a,\n1,2,3\n");
        workspace.put("win.csv", "name\tcity\nJos\u00e9\tM\u00e1laga\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(workspace.call(new TableProfiler(), Map.of("source", "header.csv")))
                .containsEntry("rows", 0L);
        assertThat((List<?>) field(workspace.call(new TableProfiler(), Map.of("source", "names.csv")), "columns"))
                .map(column -> field((Map<?, ?>) column, "name"))
                .containsExactly("a", "a_2", "column_3");
        assertThat(workspace.call(new TableProfiler(), Map.of("source", "win.csv")))
                .containsEntry("charset", "windows-1252")
                .containsEntry("delimiter", "\t");
    }

    @Test
    void shouldRefuseWhatIsNoTable() {
        workspace.put("empty.csv", "");
        workspace.put("binary.csv", new byte[] {7, 0, 0, 1});
        workspace.put("wide.csv", "a,".repeat(300) + "a\n");

        assertThat(code("empty.csv")).isEqualTo("empty_source");
        assertThat(code("binary.csv")).isEqualTo("not_text");
        assertThat(code("wide.csv")).isEqualTo("too_many_columns");
        assertThat(code("none.csv")).isEqualTo("file_not_found");
        assertThatThrownBy(() -> workspace.call(
                        new DuplicateFinder(), Map.of("source", workspace.put("k.csv", "a\n1\n"), "key", "b")))
                .hasMessageContaining("Expected column b");
    }

    @Test
    void shouldCheckFiftyMegabytesInBoundedMemoryAndStopWhenCancelled() throws Exception {
        StringBuilder rows = new StringBuilder("id,name,total\n");
        for (int row = 0; rows.length() < 50 * 1024 * 1024; row++) {
            rows.append(row)
                    .append(",some name that is not too short,")
                    .append(row % 97)
                    .append(".5\n");
        }
        workspace.put("big.csv", rows.toString());

        Map<String, Object> profile = workspace.call(new TableProfiler(), Map.of("source", "big.csv"));
        Map<String, Object> twice = workspace.call(new DuplicateFinder(), Map.of("source", "big.csv", "key", "id"));

        assertThat((long) field(profile, "rows")).isGreaterThan(1_000_000);
        assertThat(twice).containsEntry("count", 0L);
        assertThatThrownBy(() -> workspace
                        .cancelAfter(workspace.heartbeats() + 3)
                        .call(new TableProfiler(), Map.of("source", "big.csv")))
                .isInstanceOf(InterruptedException.class);
    }

    private String code(String source) {
        try {
            workspace.call(new TableProfiler(), Map.of("source", source));
            return "none";
        } catch (ActionException e) {
            return e.code();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> publish(String source, Map<String, Object> changed)
            throws ActionException, InterruptedException {
        Map<String, Object> profile = workspace.call(new TableProfiler(), Map.of("source", source));
        Map<String, @Nullable Object> parameters = new HashMap<>(profile);
        parameters.putAll(Map.of(
                "source", source, "summary", Map.of("count", 0), "date", "2026-11-21T10:00:00Z", "out", "cleaned"));
        parameters.putAll(changed);
        return workspace.call(new TablePublisher(), parameters);
    }
}
