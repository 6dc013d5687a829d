package dev.weft.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.agent.HealthCheck;
import dev.weft.worker.action.Json;
import dev.weft.worker.action.TestContext;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.dial.EgressPolicy;
import dev.weft.worker.protocol.agent.WatchedAgent;
import dev.weft.worker.sandbox.Sandbox;
import dev.weft.worker.sandbox.SandboxMode;
import dev.weft.worker.secret.EnvironmentSecrets;
import dev.weft.worker.secret.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsTest {
    @TempDir
    Path workspace = Path.of("");

    private final MockWebServer server = new MockWebServer();
    private final HttpGateway gateway = new HttpGateway(EgressPolicy.allowing(List.of("127.0.0.1")));
    private final Agents agents =
            new Agents(List.of(), gateway, new Sandbox(SandboxMode.NONE, List.of(), "/usr/bin:/bin"));

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.close();
    }

    private @Nullable Object call(AgentKind kind, String operation, Map<String, @Nullable Object> parameters)
            throws Exception {
        Agent agent = new Agent(
                "outliner", "", List.of(), Map.of("outline", Map.of("required", List.of("text"))), null, kind);
        return agents.call(
                agent,
                operation,
                parameters,
                new Secrets(List.of(new EnvironmentSecrets(Map.of("WEFT_SECRET_KEY", "s3cret")))).open(),
                new TestContext(workspace, "key-1"));
    }

    private AgentKind http() {
        return new AgentKind.Http(
                "http://127.0.0.1:" + server.getPort() + "/run",
                Map.of("Authorization", "Bearer ${{ secrets.KEY }}"),
                null);
    }

    private AgentKind.Chat chat(AgentKind.@Nullable ChatAnswer answer) {
        return new AgentKind.Chat(
                "http://127.0.0.1:" + server.getPort() + "/v1",
                "m",
                "Be brief.",
                "Write: {{text}}",
                "KEY",
                answer,
                Map.of("temperature", 0.1));
    }

    private static AgentKind command(String script) {
        return new AgentKind.Command(
                List.of("/bin/sh", "-c", script), Map.of("TOKEN", "${{ secrets.KEY }}"), null, null);
    }

    private String code(AgentKind kind) {
        String[] code = new String[1];
        assertThatThrownBy(() -> call(kind, "", Map.of("text", "x")))
                .isInstanceOfSatisfying(ActionException.class, e -> code[0] = e.code());
        return Objects.requireNonNull(code[0]);
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private void check(AgentKind kind, @Nullable String path, @Nullable String argument) throws Exception {
        agents.check(
                new WatchedAgent("outliner", kind, new HealthCheck(1_000, 1_000, 1, path, argument)),
                new Secrets(List.of(new EnvironmentSecrets(Map.of("WEFT_SECRET_KEY", "s3cret")))).open(),
                workspace,
                (agent, queue) -> {
                    throw new ActionException("no_worker", queue);
                });
    }

    private String unwell(AgentKind kind) {
        String[] code = new String[1];
        assertThatThrownBy(() -> check(kind, "/healthz", null))
                .isInstanceOfSatisfying(ActionException.class, e -> code[0] = e.code());
        return Objects.requireNonNull(code[0]);
    }

    @Test
    void shouldLookWhetherEachKindCanBeCalled() throws Exception {
        answer(204, "");
        check(http(), "/healthz?deep=1", null);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("GET /healthz?deep=1 HTTP/1.1");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
        answer(200, "");
        check(http(), null, null);
        assertThat(server.takeRequest().getTarget()).isEqualTo("/run");
        answer(200, "{\"data\": []}");
        check(chat(null), null, null);
        request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v1/models");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
        check(command("test \"$0 $TOKEN\" = '--health s3cret'"), null, null);
        check(command("test \"$0\" = ping"), null, "ping");
    }

    @Test
    void shouldSayWhyAnAgentCannotBeCalled() {
        answer(503, "");
        assertThat(unwell(http())).isEqualTo("http_503");
        answer(302, "");
        assertThat(unwell(http())).isEqualTo("http_302");
        answer(401, "");
        assertThat(unwell(chat(null))).isEqualTo("http_401");
        assertThat(unwell(command("exit 4"))).isEqualTo("exit_4");
        assertThat(unwell(new AgentKind.Java("nobody"))).isEqualTo("agent_missing");
        assertThat(unwell(new AgentKind.Temporal("far", null, null))).isEqualTo("no_worker");
    }

    @Test
    void shouldPostTheParametersOfAnHttpAgent() throws Exception {
        answer(200, "{\"sections\": [1]}");

        assertThat(call(http(), "outline", Map.of("text", "x"))).isEqualTo(Map.of("sections", List.of(1)));

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /run HTTP/1.1");
        assertThat(Objects.requireNonNull(request.getBody()).utf8()).isEqualTo("{\"text\":\"x\"}");
        assertThat(request.getHeaders().get("Weft-Operation")).isEqualTo("outline");
        assertThat(request.getHeaders().get("Idempotency-Key")).isEqualTo("key-1");
        assertThat(request.getHeaders().get("Weft-Run")).isEqualTo("article-01");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
    }

    @Test
    void shouldTurnBadHttpAgentsIntoFailures() {
        answer(500, "oops");
        assertThat(code(http())).isEqualTo("http_500");
        answer(200, "garbage");
        assertThat(code(http())).isEqualTo("invalid_answer");
        answer(302, "");
        assertThat(code(http())).isEqualTo("http_302");
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[100 << 20]))
                .build());
        assertThat(code(http())).isEqualTo("answer_too_large");
        server.enqueue(new MockResponse.Builder()
                .code(502)
                .body(new Buffer().write(new byte[4 << 20]))
                .build());
        assertThat(code(http())).isEqualTo("http_502");
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
        }
        assertThat(code(http())).isEqualTo("connection_lost");
    }

    @Test
    void shouldEndAnHttpCallWhenInterrupted() throws Exception {
        server.enqueue(
                new MockResponse.Builder().headersDelay(10, TimeUnit.MINUTES).build());
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                end.complete("ended with " + call(http(), "outline", Map.of("text", "x")));
            } catch (InterruptedException e) {
                end.complete("interrupted");
            } catch (Exception e) {
                end.complete(e.toString());
            }
        });
        assertThat(server.takeRequest(20, TimeUnit.SECONDS)).isNotNull();

        thread.interrupt();

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @Test
    void shouldGiveJsonToAProgramAndTakeJson() throws Exception {
        assertThat(call(
                        command(
                                "printf '{\"in\": %s, \"op\": \"%s\", \"token\": \"%s\"}' \"$(cat)\" $WEFT_OPERATION $TOKEN"),
                        "outline",
                        Map.of("text", "x")))
                .isEqualTo(Map.of("in", Map.of("text", "x"), "op", "outline", "token", "s3cret"));
        assertThat(call(command("true"), "outline", Map.of("text", "x"))).isNull();
    }

    @Test
    void shouldTurnBadProgramsIntoFailures() {
        assertThat(code(command("echo 'no input' >&2; exit 3"))).isEqualTo("exit_3");
        assertThat(code(command("echo garbage"))).isEqualTo("invalid_answer");
        assertThat(code(command("no-such-program"))).isEqualTo("exit_127");
        assertThat(code(command("kill -9 $$"))).isEqualTo("exit_137");
        assertThat(code(command("head -c 100000000 /dev/zero"))).isEqualTo("too_large");
        assertThatThrownBy(() -> call(command("echo 'no input' >&2; exit 3"), "", Map.of("text", "x")))
                .hasMessage("Expected exit code 0 from agent outliner, but found 3: no input");
    }

    @Test
    void shouldAskAModelAndGiveItsText() throws Exception {
        answer(200, "{\"choices\": [{\"message\": {\"content\": \"Hi {{text}}\"}, \"finish_reason\": \"stop\"}]}");

        assertThat(call(chat(null), "outline", Map.of("text", "{{model}} x")))
                .isEqualTo(Map.of("text", "Hi {{text}}", "model", "m"));

        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v1/chat/completions");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(Json.read(Objects.requireNonNull(request.getBody()).utf8()))
                .isEqualTo(Map.of(
                        "model",
                        "m",
                        "temperature",
                        0.1,
                        "stream",
                        false,
                        "messages",
                        List.of(
                                Map.of("role", "system", "content", "Be brief."),
                                Map.of("role", "user", "content", "Write: {{model}} x"))));
    }

    @Test
    void shouldReadAModelsAnswerAsJsonWhereAsked() throws Exception {
        answer(200, "{\"choices\": [{\"message\": {\"content\": \"```json\\n{\\\"a\\\": 1}\\n```\"}}]}");
        assertThat(call(chat(AgentKind.ChatAnswer.JSON), "", Map.of("text", "x")))
                .isEqualTo(Map.of("a", 1));

        answer(200, "{\"choices\": [{\"message\": {\"content\": \"Sure!\"}}]}");
        assertThat(code(chat(AgentKind.ChatAnswer.JSON))).isEqualTo("invalid_answer");
        answer(200, "{\"choices\": [{\"message\": {\"content\": \"Su\"}, \"finish_reason\": \"length\"}]}");
        assertThat(code(chat(null))).isEqualTo("answer_cut");
        answer(200, "{\"choices\": []}");
        assertThat(code(chat(null))).isEqualTo("invalid_answer");
        answer(429, "slow down");
        assertThat(code(chat(null))).isEqualTo("http_429");
    }

    @Test
    void shouldHoldCallsAgainstWhatTheAgentDeclares() {
        assertThatThrownBy(() -> call(http(), "shorten", Map.of("text", "x")))
                .hasMessageContaining("Expected one of the operations outline of agent outliner, but found 'shorten'");
        assertThatThrownBy(() -> call(http(), "", Map.of()))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.code()).isEqualTo("invalid_parameters"))
                .hasMessageContaining("\"text\"");
        assertThatThrownBy(() -> call(new AgentKind.Java("nobody"), "", Map.of("text", "x")))
                .hasMessageContaining("Expected a Java handler 'nobody'");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void shouldHoldOutputsAgainstWhatTheAgentSaysItGives() throws Exception {
        Agent agent = new Agent(
                "outliner",
                "",
                List.of(),
                Map.of(),
                Map.of(
                        Agent.ANY_OPERATION,
                        Map.of("type", "object", "properties", Map.of("n", Map.of("type", "integer")))),
                null,
                null,
                null,
                null,
                null,
                http());
        answer(200, "{\"n\": 1}");
        assertThat(outputOf(agent)).isEqualTo(Map.of("n", 1));

        answer(200, "{\"n\": \"one\"}");
        assertThatThrownBy(() -> outputOf(agent))
                .isInstanceOfSatisfying(ActionException.class, e -> {
                    assertThat(e.code()).isEqualTo("invalid_output");
                    assertThat(e.retryable()).isTrue();
                })
                .hasMessageContaining(" at /n");
        answer(200, "[]");
        assertThatThrownBy(() -> outputOf(agent)).hasMessageContaining(" at the top");
    }

    private @Nullable Object outputOf(Agent agent) throws Exception {
        return agents.call(
                agent,
                "",
                Map.of(),
                new Secrets(List.of(new EnvironmentSecrets(Map.of("WEFT_SECRET_KEY", "s3cret")))).open(),
                new TestContext(workspace, "key-1"));
    }
}
