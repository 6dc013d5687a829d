package dev.weft.cli.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.weft.cli.CliException;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentCatalog;
import dev.weft.definitions.agent.AgentKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what programs, services and classes say of themselves to files that a server takes. */
class DescriptionsTest {
    private static final String SAID =
            "{\"name\": \"counter\", \"capabilities\": [\"counting\"], \"operations\": {\"count\": {\"type\": \"object\"}}, \"rate_limit\": \"5/s\"}";

    @TempDir
    Path folder = Path.of("");

    @Test
    void shouldWriteTheFileOfAProgramThatDescribesItself() throws IOException {
        Path program = program("[ \"$1\" = --describe ] && echo '%s'".formatted(SAID));

        AgentFiles.write(Descriptions.ofProgram(List.of(program.toString())), folder, false);

        Agent agent = onlyAgent();
        assertThat(agent.name()).isEqualTo("counter");
        assertThat(agent.capabilities()).containsExactly("counting");
        assertThat(String.valueOf(agent.rateLimit())).isEqualTo("5/s");
        assertThat(agent.kind())
                .isInstanceOfSatisfying(
                        AgentKind.Command.class, kind -> assertThat(kind.argv()).containsExactly(program.toString()));
    }

    @Test
    void shouldWriteTheFileOfAServiceThatDescribesItself() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = SAID.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/gone") ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            AgentFiles.write(Descriptions.ofUrl(url + "/count"), folder, false);
            assertThatThrownBy(() -> Descriptions.ofUrl(url + "/gone"))
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining("404");
        } finally {
            server.stop(0);
        }

        assertThat(onlyAgent().kind()).isEqualTo(new AgentKind.Http(url + "/count", null, null));
    }

    @Test
    void shouldWriteTheFileOfAClass() {
        Map<String, @Nullable Object> file =
                Descriptions.ofClass("dev.weft.worker.catalog.article.Outliner", List.of());

        assertThat(AgentFiles.text(file, folder)).contains("name: outliner", "kind: java", "handler: outliner");
        assertThat(Descriptions.onClassPath(List.of()))
                .extracting(one -> one.get("name"))
                .contains("outliner");
        assertThatThrownBy(() -> Descriptions.ofClass("java.lang.Object", List.of()))
                .hasMessageContaining("Expected a class that implements");
        assertThatThrownBy(() -> Descriptions.ofClass("no.such.Type", List.of()))
                .hasMessageContaining("--class-path");
    }

    @Test
    void shouldWriteOverNothingAndNothingThatIsWrong() throws IOException {
        Path program = program("echo '%s'".formatted(SAID));
        Map<String, @Nullable Object> file = Descriptions.ofProgram(List.of(program.toString()));
        AgentFiles.write(file, folder, false);

        assertThatThrownBy(() -> AgentFiles.write(file, folder, false)).hasMessageContaining("--force");
        AgentFiles.write(file, folder, true);
        file.put("rate_limit", "fast");
        assertThatThrownBy(() -> AgentFiles.write(file, folder, true)).hasMessageContaining("Expected calls in a time");
        assertThat(onlyAgent().rateLimit()).isNotNull();
    }

    @Test
    void shouldSayWhatAProgramDoesInsteadOfDescribingItself() throws IOException {
        String failing = program("exit 3").toString();
        String silent = program("echo hello").toString();

        assertThatThrownBy(() -> Descriptions.ofProgram(List.of(failing))).hasMessageContaining("ended with 3");
        assertThatThrownBy(() -> Descriptions.ofProgram(List.of(silent)))
                .hasMessageContaining("Expected a JSON object");
        assertThatThrownBy(() ->
                        Descriptions.ofProgram(List.of(folder.resolve("none").toString())))
                .hasMessageContaining("Expected a program");
    }

    private Agent onlyAgent() throws IOException {
        AgentCatalog catalog = AgentCatalog.ofFolder(folder);
        assertThat(catalog.problems()).isEmpty();
        return Objects.requireNonNull(catalog.agents().get("counter"));
    }

    private Path program(String script) throws IOException {
        Path file = Files.createTempFile(folder, "program", ".sh");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }
}
