package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A folder of definitions that people edit while the server runs. */
class WatchedFolderTest {
    private final Path home = Api.folder();
    private final Path folder = home.resolve("definitions");
    private Api api;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("hello.yaml"), Samples.hello("hello", "Hi"));
        api = Api.start(Api.settings(home, TestDatabase.migratedUrl(), List.of(folder), List.of()));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private int revision(String id) {
        Api.Answer answer = api.get("/api/workflows/" + id);
        return answer.status() == 200 ? answer.json().path("revision").asInt() : 0;
    }

    private void awaitRevision(String id, int revision) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> revision(id) == revision);
    }

    @Test
    void shouldTakeWhatChangesAsTheNextRevision() throws IOException {
        Files.writeString(folder.resolve("hello.yaml"), Samples.hello("hello", "Ho"));
        awaitRevision("hello", 2);

        // as editors do: written beside, and put in its place
        Path beside = folder.resolve(".hello.yaml.swp");
        Files.writeString(beside, Samples.hello("hello", "Ha"));
        Files.move(beside, folder.resolve("hello.yaml"), StandardCopyOption.REPLACE_EXISTING);
        awaitRevision("hello", 3);

        Files.writeString(
                folder.resolve("more.json"),
                "{\"version\": \"3.0.0\", \"id\": \"more\", \"tasks\": {\"a\": {\"action\": \"transform\", \"parameters\": {\"value\": 1}}}}");
        awaitRevision("more", 1);
    }

    @Test
    void shouldKeepTheOldRevisionOfAnInvalidFileAndRaiseAnAlertUntilItIsMended() throws Exception {
        Files.writeString(
                folder.resolve("hello.yaml"), Samples.hello("hello", "Ho").replace("action:", "acton:"));

        JsonNode raised = Followed.alert(api, "alert.raised", "definition_refused");
        assertThat(raised.path("file").asText()).isEqualTo("hello.yaml");
        assertThat(raised.path("problems").asText()).contains("WEFT-", "acton", "at line ");
        assertThat(revision("hello")).isEqualTo(1);

        Files.writeString(folder.resolve("hello.yaml"), Samples.hello("hello", "Ha"));
        awaitRevision("hello", 2);
        assertThat(Followed.alert(api, "alert.cleared", "definition_refused").path("alert"))
                .isEqualTo(raised.path("alert"));
    }

    @Test
    void shouldRefuseAFileWithTheIdOfAnotherUntilThatIsGone() throws Exception {
        Files.writeString(folder.resolve("again.yaml"), Samples.hello("hello", "Ho"));

        JsonNode raised = Followed.alert(api, "alert.raised", "definition_refused");
        assertThat(raised.path("file").asText()).isEqualTo("again.yaml");
        assertThat(raised.path("problems").asText()).contains("WEFT-1210", "hello.yaml", "(/id)");
        assertThat(raised.path("details").path(0).path("path").asText()).isEqualTo("/id");
        assertThat(raised.path("details").path(0).path("line").asInt()).isEqualTo(2);
        assertThat(revision("hello")).isEqualTo(1);

        // a change of the first is taken, and the other is still in its way
        Files.writeString(folder.resolve("hello.yaml"), Samples.hello("hello", "Ha"));
        awaitRevision("hello", 2);

        // also after a restart, though "again" comes first by name
        ApiSettings settings = api.settings();
        api.close();
        api = Api.start(settings);
        assertThat(api.get("/api/workflows/hello").json().path("source").asText())
                .contains("Ha");

        Files.delete(folder.resolve("hello.yaml"));
        awaitRevision("hello", 3);
        assertThat(api.get("/api/workflows/hello").json().path("source").asText())
                .contains("Ho");
        assertThat(Followed.alert(api, "alert.cleared", "definition_refused").path("alert"))
                .isEqualTo(raised.path("alert"));
    }

    @Test
    void shouldKeepWhatAFileDefinedThatIsGoneOrCalledOtherwise() throws IOException {
        Files.move(folder.resolve("hello.yaml"), folder.resolve("greeting.yaml"));
        Files.writeString(folder.resolve("last.yaml"), Samples.hello("last", "1"));
        awaitRevision("last", 1);
        Files.delete(folder.resolve("last.yaml"));
        Files.writeString(folder.resolve("next.yaml"), Samples.hello("next", "1"));
        awaitRevision("next", 1);

        assertThat(revision("last")).isEqualTo(1);
        assertThat(revision("hello")).isEqualTo(1);
        Files.writeString(folder.resolve("greeting.yaml"), Samples.hello("hello", "Ho"));
        awaitRevision("hello", 2);
    }
}
