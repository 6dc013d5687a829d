package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions that are applied together, and revisions that are gone back to. */
class SetsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path home;

    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start(home);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void shouldSayWhatWouldChangeAndChangeNothing() throws Exception {
        // given
        apply("dry", false, false, Map.of("a.yaml", flow("dry-a", 1), "b.yaml", flow("dry-b", 1)));

        // when
        Api.Answer said = apply("dry", true, true, Map.of("a.yaml", flow("dry-a", 2), "c.yaml", flow("dry-c", 1)));

        // then
        assertThat(said.status()).as(said.toString()).isEqualTo(200);
        assertThat(said.json().path("dry_run").asBoolean()).isTrue();
        assertThat(changes(said)).containsExactly("dry-a CHANGED", "dry-b DELETED", "dry-c CREATED");
        JsonNode changed = said.json().path("items").path(0);
        assertThat(changed.path("before").asInt()).isEqualTo(1);
        assertThat(changed.path("revision").asInt()).isEqualTo(2);
        assertThat(changed.path("difference").path("equal").asBoolean()).isFalse();
        assertThat(changed.path("file").asText()).isEqualTo("a.yaml");
        assertThat(revision("dry-a")).isEqualTo(1);
        assertThat(revision("dry-b")).isEqualTo(1);
        assertThat(revision("dry-c")).isZero();

        // when it is done
        Api.Answer done = apply("dry", true, false, Map.of("a.yaml", flow("dry-a", 2), "c.yaml", flow("dry-c", 1)));

        // then as it was said
        assertThat(changes(done)).isEqualTo(changes(said));
        assertThat(revision("dry-a")).isEqualTo(2);
        assertThat(revision("dry-b")).isZero();
        assertThat(revision("dry-c")).isEqualTo(1);
        assertThat(changes(apply("dry", true, false, Map.of("a.yaml", flow("dry-a", 2), "c.yaml", flow("dry-c", 1)))))
                .containsExactly("dry-a UNCHANGED", "dry-c UNCHANGED");
    }

    @Test
    void shouldPruneNothingThatIsNotOfTheSet() throws Exception {
        // given
        api.save(flow("alone", 1));
        apply("other", false, false, Map.of("o.yaml", flow("of-other", 1)));
        apply("mine", false, false, Map.of("m.yaml", flow("of-mine", 1), "n.yaml", flow("moved", 1)));
        apply("other", false, false, Map.of("n.yaml", flow("moved", 1)));

        // when
        Api.Answer done = apply("mine", true, false, Map.of());

        // then
        assertThat(changes(done)).containsExactly("of-mine DELETED");
        assertThat(revision("alone")).isEqualTo(1);
        assertThat(revision("of-other")).isEqualTo(1);
        assertThat(revision("moved")).isEqualTo(1);
        assertThat(api.get("/api/sets").json().toString())
                .contains("{\"set\":\"other\",\"workflows\":[\"moved\",\"of-other\"]}")
                .doesNotContain("of-mine");
    }

    @Test
    void shouldSaveNothingWhereOneDocumentHasErrors() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("good.yaml", flow("whole-a", 1));
        files.put("bad.yaml", "version: \"3.0.0\"\nid: whole-b\ntasks: {a: {action: nothing}}\n");

        Api.Answer refused = apply("whole", false, false, files);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("problems").path(0).path("file").asText())
                .isEqualTo("bad.yaml");
        assertThat(revision("whole-a")).isZero();
        files.put("bad.yaml", flow("whole-a", 2));
        assertThat(apply("whole", false, false, files).json().path("code").asText())
                .isEqualTo("doubled_id");
        assertThat(revision("whole-a")).isZero();
    }

    @Test
    void shouldTakeDefinitionsThatStartOneAnotherAndAnyDialect() throws Exception {
        Api.Answer done = apply(
                null,
                false,
                false,
                Map.of(
                        "a.yaml",
                        "version: \"3.0.0\"\nid: starts\ntasks: {go: {action: workflow_trigger, parameters: {workflow: started}}}\n",
                        "b.yaml",
                        flow("started", 1),
                        "c.json",
                        "{\"workflow_id\": \"pipe\", \"tasks\": {\"t\": {\"task_type\": \"folder_scanner\"}}}"));

        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertThat(changes(done)).containsExactly("pipe CREATED", "started CREATED", "starts CREATED");
        assertThat(done.json().path("items").path(0).path("from").asText()).isEqualTo("dag");
        assertThat(done.json().path("items").path(2).path("problems")).isEmpty();
    }

    @Test
    void shouldSaveEachOnceWhereSeveralApplyTheSameAtOnce() throws Exception {
        // given
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            files.put(i + ".yaml", flow("many-" + i, 1));
        }
        List<Callable<Api.Answer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(() -> apply("many", true, false, files));
        }

        // when
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int created = 0;
            for (Future<Api.Answer> answer : threads.invokeAll(all)) {
                assertThat(answer.get().status()).isEqualTo(200);
                created += (int) changes(answer.get()).stream()
                        .filter(change -> change.endsWith("CREATED"))
                        .count();
            }

            // then
            assertThat(created).isEqualTo(20);
        }
    }

    @Test
    void shouldLetThoseAloneWhomOthersLabelsDoNotConcern() throws Exception {
        // given
        api.save(
                "version: \"3.0.0\"\nid: theirs\nlabels: {team: them}\ntasks: {a: {action: transform, parameters: {value: 1}}}\n");
        String token = api.post("/api/tokens", "{\"user\":\"us\",\"roles\":[\"author\"],\"labels\":{\"team\":\"us\"}}")
                .json()
                .path("token")
                .asText();
        String ours =
                "version: \"3.0.0\"\nid: ours\nlabels: {team: us}\ntasks: {a: {action: transform, parameters: {value: 1}}}\n";

        // then
        assertThat(as(token, Map.of("a.yaml", ours)).status()).isEqualTo(200);
        assertThat(as(token, Map.of("a.yaml", ours.replace("id: ours", "id: theirs")))
                        .status())
                .isEqualTo(403);
        assertThat(as(token, Map.of("a.yaml", ours.replace("team: us", "team: them")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void shouldRefuseWhatMakesNoSense() throws Exception {
        assertThat(api.post("/api/sets", "{}").status()).isEqualTo(400);
        assertThat(api.post("/api/sets", "{\"files\":[null]}").status()).isEqualTo(400);
        assertThat(api.post("/api/sets", "{\"files\":[],\"prune\":true}").status())
                .isEqualTo(400);
        assertThat(api.post("/api/sets", "{\"files\":[],\"set\":\"a b\"}").status())
                .isEqualTo(400);
        assertThat(apply("nul", false, false, Map.of("a.yaml", "id: \0")).status())
                .isEqualTo(400);
    }

    @Test
    void shouldGoBackToARevisionAlsoOfWhatWasDeleted() throws Exception {
        // given
        api.save(flow("back", 1));
        api.put("/api/workflows/back", flow("back", 2));
        String tag = api.get("/api/workflows/back").header("ETag");

        // when
        Api.Answer stale =
                api.post("/api/workflows/back/revisions/1/restore", null, "If-Match", "\"1-0123456789abcdef\"");
        Api.Answer restored = api.post("/api/workflows/back/revisions/1/restore", null, "If-Match", tag);
        Api.Answer again = api.post("/api/workflows/back/revisions/1/restore", null);

        // then
        assertThat(stale.status()).isEqualTo(412);
        assertThat(restored.status()).as(restored.toString()).isEqualTo(200);
        assertThat(restored.json().path("revision").asInt()).isEqualTo(3);
        assertThat(again.json().path("revision").asInt()).isEqualTo(3);
        JsonNode now = api.get("/api/workflows/back").json();
        JsonNode first = api.get("/api/workflows/back/revisions/1").json();
        assertThat(now.path("source")).isEqualTo(first.path("source"));
        assertThat(now.path("digest")).isEqualTo(first.path("digest"));

        // when it was deleted
        assertThat(api.delete("/api/workflows/back").status()).isEqualTo(204);
        Api.Answer brought = api.post("/api/workflows/back/revisions/2/restore", null);

        // then
        assertThat(brought.status()).isEqualTo(201);
        assertThat(revision("back")).isEqualTo(4);
        assertThat(api.post("/api/workflows/back/revisions/9/restore", null).status())
                .isEqualTo(404);
        assertThat(api.post("/api/workflows/nothing/revisions/1/restore", null).status())
                .isEqualTo(404);
    }

    private static int revision(String id) {
        return api.get("/api/workflows/" + id).json().path("revision").asInt();
    }

    private static List<String> changes(Api.Answer answer) {
        List<String> changes = new ArrayList<>();
        answer.json()
                .path("items")
                .forEach(item -> changes.add(
                        item.path("id").asText() + " " + item.path("change").asText()));
        return changes;
    }

    private static String flow(String id, int value) {
        return "version: \"3.0.0\"\nid: " + id + "\ntasks: {a: {action: transform, parameters: {value: " + value
                + "}}}\n";
    }

    private static Api.Answer as(String token, Map<String, String> files) throws Exception {
        return api.as(token, "POST", "/api/sets", body(null, false, false, files));
    }

    private static Api.Answer apply(@Nullable String set, boolean prune, boolean dry, Map<String, String> files)
            throws Exception {
        return api.post("/api/sets", body(set, prune, dry, files));
    }

    private static String body(@Nullable String set, boolean prune, boolean dry, Map<String, String> files)
            throws Exception {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("set", set);
        body.put(
                "files",
                files.entrySet().stream()
                        .map(file -> Map.of("name", file.getKey(), "text", file.getValue()))
                        .toList());
        body.put("prune", prune);
        body.put("dry_run", dry);
        return JSON.writeValueAsString(body);
    }
}
