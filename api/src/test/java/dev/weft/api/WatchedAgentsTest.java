package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Folders of agents that people edit while the server runs. */
class WatchedAgentsTest {
    private final Path home = Api.folder();
    private final Path folder = home.resolve("agents");
    private final Path flows = home.resolve("flows");
    private Api api;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder);
        Files.createDirectories(flows);
        write(folder, "echo.yaml", agent("echo", "https://echo.example/1"));
        api = Api.start(Api.settings(home, TestDatabase.migratedUrl(), List.of(flows), List.of(folder)));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static String agent(String name, String url) {
        return "name: " + name + "\nkind: http\nurl: " + url + "\n";
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), text);
    }

    /** Where an agent is called; nothing where it isn't there. */
    private String url(String name) {
        Api.Answer answer = api.get("/api/agents/" + name);
        return answer.status() == 200
                ? answer.json().path("settings").path("url").asText()
                : "";
    }

    private void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
    }

    @Test
    void shouldTakeWhatChangesAndWhatIsNew() throws IOException {
        write(folder, "echo.yaml", agent("echo", "https://echo.example/2"));
        write(folder, "more.json", "{\"name\": \"more\", \"kind\": \"http\", \"url\": \"https://more.example\"}");
        write(flows.resolve("agents"), "late.yaml", agent("late", "https://late.example"));

        await(() -> url("echo").equals("https://echo.example/2"));
        await(() -> url("more").equals("https://more.example"));
        await(() -> url("late").equals("https://late.example"));
        assertThat(api.get("/api/agents/echo").json().path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheLastGoodOneOfAnInvalidFileAndRaiseAnAlertUntilItIsMended() throws Exception {
        write(folder, "echo.yaml", "name: echo\nkind: http\nurl: nowhere\n");

        JsonNode raised = Followed.alert(api, "alert.raised", "agent_refused");
        assertThat(raised.path("kind").asText()).isEqualTo("agent_refused");
        assertThat(raised.path("file").asText()).isEqualTo("echo.yaml");
        assertThat(raised.path("details").path(0).path("code").asText()).startsWith("WEFT-");
        assertThat(raised.path("details").path(0).path("path").asText()).isEqualTo("/url");
        assertThat(url("echo")).isEqualTo("https://echo.example/1");

        write(folder, "echo.yaml", agent("echo", "https://echo.example/3"));
        await(() -> url("echo").equals("https://echo.example/3"));
        assertThat(Followed.alert(api, "alert.cleared", "agent_refused").path("alert"))
                .isEqualTo(raised.path("alert"));
    }

    @Test
    void shouldRemoveAnAgentWithItsFileUnlessSomebodyElseHasSavedIt() throws IOException {
        write(folder, "kept.yaml", agent("kept", "https://kept.example"));
        await(() -> url("kept").equals("https://kept.example"));
        assertThat(api.post("/api/agents", agent("kept", "https://by.person")).status())
                .isEqualTo(200);

        Files.delete(folder.resolve("echo.yaml"));
        Files.delete(folder.resolve("kept.yaml"));
        await(() -> url("echo").isEmpty());
        write(folder, "last.yaml", agent("last", "https://last.example"));
        await(() -> url("last").equals("https://last.example"));
        assertThat(url("kept")).isEqualTo("https://by.person");

        // and is there again with it, under whatever name
        write(folder, "back.yaml", agent("echo", "https://echo.example/1"));
        await(() -> url("echo").equals("https://echo.example/1"));
    }

    @Test
    void shouldRemoveAnAgentWhoseFileWentWhileTheServerWasDown() throws IOException {
        ApiSettings settings = api.settings();
        api.close();
        Files.delete(folder.resolve("echo.yaml"));
        write(folder, "other.yaml", agent("other", "https://other.example"));

        api = Api.start(settings);

        assertThat(url("echo")).isEmpty();
        assertThat(url("other")).isEqualTo("https://other.example");
    }

    @Test
    void shouldRefuseAFileWithTheNameOfAnotherUntilThatHasAnother() throws Exception {
        write(flows.resolve("agents"), "a.yaml", agent("echo", "https://twin.example"));

        JsonNode raised = Followed.alert(api, "alert.raised", "agent_refused");
        assertThat(raised.path("file").asText()).isEqualTo("a.yaml");
        assertThat(raised.path("problems").asText())
                .contains("WEFT-1210", folder.resolve("echo.yaml").toString(), "(/name)");
        assertThat(url("echo")).isEqualTo("https://echo.example/1");

        write(folder, "echo.yaml", agent("renamed", "https://echo.example/1"));
        await(() -> url("renamed").equals("https://echo.example/1"));
        await(() -> url("echo").equals("https://twin.example"));
        assertThat(Followed.alert(api, "alert.cleared", "agent_refused").path("alert"))
                .isEqualTo(raised.path("alert"));
    }
}
