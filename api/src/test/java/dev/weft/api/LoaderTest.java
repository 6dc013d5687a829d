package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.api.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starting, and what is loaded on the way. */
class LoaderTest {
    private final Path home = Api.folder();
    private final Path folder = home.resolve("definitions");
    private final String database = TestDatabase.migratedUrl();

    @Test
    void shouldLoadFoldersOnceAndAgainWhenTheyChange() throws IOException {
        // given
        Files.createDirectories(folder.resolve("agents"));
        Files.writeString(folder.resolve("hello.yaml"), Samples.hello("hello", "Hi"));
        Files.writeString(folder.resolve("broken.yaml"), "version: nonsense");
        Files.writeString(
                folder.resolve("agents/echo.yaml"), "name: echo\nkind: http\nurl: https://echo.example/run\n");

        // when
        try (Api api = start()) {
            // then
            assertThat(api.get("/api/workflows/hello").json().path("origin").asText())
                    .isEqualTo("folder:" + folder);
            assertThat(api.get("/api/agents/echo").json().path("kind").asText()).isEqualTo("http");
            assertThat(api.get("/api/workflows").json().path("items")).hasSize(1);
            Api.Answer put = api.put("/api/workflows/hello", Samples.hello("hello", "from a person"));
            assertThat(put.json().path("revision").asInt()).as(put.toString()).isEqualTo(2);
        }

        // when nothing has changed
        try (Api api = start()) {
            // then what a person has done stays
            assertThat(api.get("/api/workflows/hello").json().path("revision").asInt())
                    .isEqualTo(2);
            assertThat(api.get("/api/agents/echo").json().path("revision").asInt())
                    .isEqualTo(1);
        }

        // when the file has changed
        Files.writeString(folder.resolve("hello.yaml"), Samples.hello("hello", "Ho"));
        try (Api api = start()) {
            // then
            assertThat(api.get("/api/workflows/hello").json().path("revision").asInt())
                    .isEqualTo(3);
            assertThat(api.get("/api/workflows/hello").json().path("source").asText())
                    .contains("Ho");
        }
    }

    @Test
    void shouldLoadTheCatalogue() {
        // given
        ApiSettings plain = Api.settings(home, database, List.of(), List.of());
        ApiSettings settings = new ApiSettings(
                plain.host(),
                plain.port(),
                plain.database(),
                plain.temporal(),
                plain.temporalUi(),
                plain.home(),
                plain.adminToken(),
                List.of(),
                List.of(),
                true,
                null,
                "test",
                plain.decisionKeys(),
                null,
                null,
                plain.access(),
                plain.insight(),
                plain.hookSecrets());

        // when
        try (Api api = Api.start(settings)) {
            // then
            assertThat(api.get("/api/workflows/publish-article").status()).isEqualTo(200);
            assertThat(api.get("/api/agents?limit=200").json().path("items").size())
                    .isGreaterThan(10);
        }
    }

    @Test
    void shouldKeepTheAdministratorsTokenToItsOwner() throws IOException {
        // when
        try (Api api = start()) {
            // then
            Path file = home.resolve("admin.token");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file).strip()).isEqualTo(api.admin());
            assertThat(api.get("/api/me").json().path("roles")).hasToString("[\"admin\"]");
        }
    }

    @Test
    void shouldSayThatThePortIsInUse() {
        // given
        try (Api api = start()) {
            ApiSettings same = Api.settings(home, database, api.uri());

            // then
            assertThatThrownBy(() -> ApiServer.start(same))
                    .isInstanceOf(ApiStartException.class)
                    .hasMessageContaining("port is in use");
        }
    }

    @Test
    void shouldSayThatTheDatabaseIsNotThere() {
        // given
        ApiSettings settings = Api.settings(home, "jdbc:postgresql://127.0.0.1:1/none", List.of(), List.of());

        // then
        assertThatThrownBy(() -> ApiServer.start(settings))
                .isInstanceOf(ApiStartException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/none");
    }

    private Api start() {
        if (!Files.exists(folder)) {
            return Api.start(Api.settings(home, database, List.of(), List.of()));
        }
        return Api.start(Api.settings(home, database, List.of(folder), List.of()));
    }
}
