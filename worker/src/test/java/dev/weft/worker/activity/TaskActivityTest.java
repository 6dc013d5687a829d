package dev.weft.worker.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.agent.HealthCheck;
import dev.weft.definitions.expression.SecretText;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LocalBounds;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.agent.WatchedAgent;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskActivityTest {
    private static final String TOKEN = "t0p-s3cret/value";

    /** As the interpreter calls it, by any name. */
    @ActivityInterface
    public interface Attempt {
        @ActivityMethod(name = "agent:trial")
        @Nullable Object run(TaskInvocation invocation);
    }

    @TempDir
    Path home = Path.of("");

    private @Nullable TestActivityEnvironment environment;
    private @Nullable ActionRuntime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = ActionRuntime.open(WorkerSettings.fromEnvironment(
                home,
                Map.of(
                        "WEFT_SECRET_TOKEN",
                        TOKEN,
                        "PATH",
                        "/usr/bin:/bin",
                        "WEFT_SANDBOX",
                        "none",
                        "WEFT_EGRESS_ALLOW",
                        "127.0.0.1")));
        environment = TestActivityEnvironment.newInstance();
        environment.registerActivitiesImplementations(new TaskActivity(runtime));
    }

    @AfterEach
    void stop() {
        Objects.requireNonNull(environment).close();
        Objects.requireNonNull(runtime).close();
    }

    private Attempt stub(Duration heartbeat) {
        return Objects.requireNonNull(environment)
                .newActivityStub(
                        Attempt.class,
                        ActivityOptions.newBuilder()
                                .setStartToCloseTimeout(Duration.ofMinutes(1))
                                .setHeartbeatTimeout(heartbeat)
                                .build());
    }

    private @Nullable Object perform(TaskInvocation invocation) {
        return stub(Duration.ofSeconds(10)).run(invocation);
    }

    private static TaskInvocation trial(
            String operation,
            Map<String, @Nullable Object> parameters,
            @Nullable Map<String, SecretText> secrets,
            @Nullable Long timeout) {
        Agent agent = new Agent("trial", "", List.of(), Map.of(), null, new AgentKind.Java("trial"));
        return new TaskInvocation(
                "article", "outline", 2, "key-1", "agent_task", agent, operation, parameters, secrets, timeout);
    }

    private static TaskInvocation action(String action, Map<String, @Nullable Object> parameters) {
        return new TaskInvocation("article", "fetch", 1, "key-2", action, null, null, parameters, null, null);
    }

    private static SecretText token(String before) {
        return new SecretText(List.of(new SecretText.Part(before, false), new SecretText.Part("TOKEN", true)));
    }

    private Failure failure(TaskInvocation invocation) {
        ApplicationFailure[] failure = new ApplicationFailure[1];
        assertThatThrownBy(() -> perform(invocation))
                .cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, e -> failure[0] = e);
        ApplicationFailure thrown = Objects.requireNonNull(failure[0]);
        assertThat(thrown.isNonRetryable()).isTrue();
        assertThat(thrown.getDetails().getSize()).isEqualTo(2);
        Failure told = thrown.getDetails().get(0, Failure.class);
        assertThat(told.code()).isEqualTo(thrown.getType());
        assertThat(thrown.toString()).doesNotContain(TOKEN);
        return told;
    }

    @Test
    void shouldBindParametersAndGiveTheOutput() throws Exception {
        perform(action("file_operation", Map.of("operation", "write", "path", "a/b.txt", "content", "hello")));

        assertThat(home.resolve("workspace/a/b.txt")).hasContent("hello");
        assertThat(perform(action("file_operation", Map.of("operation", "read", "path", "a/b.txt"))))
                .isEqualTo(Map.of("path", "a/b.txt", "size", 5, "content", "hello"));
        assertThat(failure(action("file_operation", Map.of("operation", "read"))))
                .isEqualTo(new Failure(
                        "invalid_parameters",
                        "Parameters of file_operation: Expected text at /path, but found nothing.",
                        false));
        assertThat(failure(action("teleport", Map.of())).code()).isEqualTo("action_missing");
    }

    @Test
    void shouldCallAgentsAndTellThemWhoAsks() {
        assertThat(perform(trial("echo", Map.of("a", List.of(1, 2)), null, null)))
                .isEqualTo(Map.of("a", List.of(1, 2)));
        assertThat(perform(trial("who", Map.of(), null, null)))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("path", "outline")
                .containsEntry("key", "key-1");
    }

    @Test
    void shouldPutSecretsInAndTakeThemOutAgain() {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("a", List.of(Map.of("b", "?")));
        parameters.put(
                "plain", Base64.getEncoder().encodeToString(("x" + TOKEN + "y").getBytes(StandardCharsets.UTF_8)));

        Object output = perform(trial("echo", parameters, Map.of("/a/0/b", token("Bearer ")), null));

        assertThat(String.valueOf(output)).contains("Bearer [secret TOKEN]").doesNotContain(TOKEN);
        assertThat(output).extracting("plain").asString().contains("[secret TOKEN]");
    }

    @Test
    void shouldLeaveTextThatLooksLikeASecretAsItIs() {
        Map<String, @Nullable Object> parameters =
                Map.of("given", "${{ secrets.TOKEN }}", "list", List.of("{{secrets.TOKEN}}", "secrets.TOKEN"));

        assertThat(perform(trial("echo", parameters, null, null))).isEqualTo(parameters);
    }

    @Test
    void shouldKeepSecretsOutOfFailures() {
        Map<String, SecretText> secrets = Map.of("/token", token(""));

        assertThat(failure(trial("busy", Map.of(), secrets, null)))
                .isEqualTo(new Failure("busy", "Try {token=[secret TOKEN]}", true));
        assertThat(failure(trial("crash", Map.of(), secrets, null)).message())
                .contains("IllegalStateException: broken by [secret TOKEN]")
                .contains("agent trial")
                .doesNotContain("at dev.weft");
        assertThat(failure(trial(
                                "echo",
                                Map.of(),
                                Map.of("/t", new SecretText(List.of(new SecretText.Part("NOPE", true)))),
                                null))
                        .code())
                .isEqualTo("secret_missing");
    }

    @Test
    void shouldPassOnHowLongToWait() {
        assertThatThrownBy(() -> perform(trial("busy", Map.of(), null, null)))
                .cause()
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        e -> assertThat(e.getDetails().get(1, Long.class)).isEqualTo(3000L));
    }

    @Test
    void shouldRefuseOutputsThatARunCannotKeep() {
        assertThat(failure(trial("large", Map.of(), null, null)).code()).isEqualTo("too_large");
        assertThat(failure(trial("object", Map.of(), null, null)).code()).isEqualTo("invalid_output");
        assertThat(failure(trial("overflow", Map.of(), null, null)).code()).isEqualTo("internal");
    }

    @Test
    void shouldStopTheWorkAtItsTimeout() {
        TrialAgent.END.set(null);

        Failure failure = failure(trial("hang", Map.of(), null, 300L));

        assertThat(failure.code()).isEqualTo("timeout");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.message()).contains("300ms");
        assertThat(TrialAgent.END.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldStopTheWorkWhenTemporalCancelsIt() throws Exception {
        TrialAgent.END.set(null);
        TrialAgent.hanging = new CountDownLatch(1);
        CompletableFuture<@Nullable Object> end = CompletableFuture.supplyAsync(
                () -> stub(Duration.ofMillis(600)).run(trial("hang", Map.of(), null, null)));
        assertThat(TrialAgent.hanging.await(20, TimeUnit.SECONDS)).isTrue();

        Objects.requireNonNull(environment).requestCancelActivity();

        assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(CanceledFailure.class);
        assertThat(TrialAgent.END.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldLeaveToAnyWorkerWhatTakesMoreThanALocalActivityMay() {
        assertThat(local(trial("echo", Map.of("a", 1), null, null))).isEqualTo(Map.of("a", 1));
        assertThat(codeOf(trial("long", Map.of(), null, null))).isEqualTo(LocalBounds.EXCEEDED);
        assertThat(perform(trial("long", Map.of(), null, null))).asString().hasSize(LocalBounds.BYTES);
        assertThat(codeOf(trial("hang", Map.of(), null, null))).isEqualTo(LocalBounds.EXCEEDED);
    }

    @Test
    void shouldFailLocallyAsAnywhereWhereTheBoundsAreNotTheReason() {
        assertThat(codeOf(trial("hang", Map.of(), null, 300L))).isEqualTo("timeout");
        assertThat(codeOf(trial("busy", Map.of(), null, null))).isEqualTo("busy");
        assertThat(codeOf(trial("object", Map.of(), null, null))).isEqualTo("invalid_output");
    }

    private @Nullable Object local(TaskInvocation invocation) {
        return Objects.requireNonNull(environment)
                .newLocalActivityStub(
                        Attempt.class,
                        LocalActivityOptions.newBuilder()
                                .setStartToCloseTimeout(Duration.ofMinutes(1))
                                .setRetryOptions(RetryOptions.newBuilder()
                                        .setMaximumAttempts(1)
                                        .build())
                                .build(),
                        Map.of())
                .run(invocation);
    }

    private String codeOf(TaskInvocation invocation) {
        ApplicationFailure[] failure = new ApplicationFailure[1];
        assertThatThrownBy(() -> local(invocation))
                .cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, e -> failure[0] = e);
        return Objects.requireNonNull(failure[0]).getType();
    }

    @Test
    void shouldEndTheProgramOfACommandWithItsAttempt() throws Exception {
        Path started = home.resolve("workspace/started");
        Map<String, @Nullable Object> parameters =
                Map.of("argv", List.of("sh", "-c", "(echo $$; exec sleep 322) & echo $! > started; wait"));

        Failure failure =
                failure(new TaskInvocation("article", "nap", 1, "k", "command", null, null, parameters, null, 2000L));

        assertThat(failure.code()).isEqualTo("timeout");
        long pid = Long.parseLong(Files.readString(started).strip());
        // One that has ended has no command line any more, even where nobody has asked for its exit code.
        await().until(() -> ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .isEmpty());
    }

    @Test
    void shouldKeepTokensThatWereFetchedOutOfOutputsToo() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            String url = "http://127.0.0.1:" + server.getPort();
            server.enqueue(new MockResponse.Builder()
                    .body("{\"access_token\": \"fetched-t0ken\"}")
                    .build());
            server.enqueue(new MockResponse.Builder()
                    .setHeader("Content-Type", "text/plain")
                    .body("you are Bearer fetched-t0ken")
                    .build());
            Map<String, @Nullable Object> parameters = Map.of(
                    "url",
                    url,
                    "auth",
                    Map.of(
                            "client_credentials",
                            Map.of("token_url", url + "/token", "client_id", "weft", "client_secret", "?")));
            Map<String, SecretText> secrets = Map.of("/auth/client_credentials/client_secret", token(""));

            Object output = perform(
                    new TaskInvocation("article", "call", 1, "k", "api_call", null, null, parameters, secrets, null));

            assertThat(output)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("body", "you are Bearer [secret access_token]");
        }
    }

    @Test
    void shouldKeepWhatACutLeftOfASecretOutOfWhatALookFinds() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            String said = "x".repeat(290) + TOKEN;
            server.enqueue(new MockResponse.Builder()
                    .code(503)
                    .setHeader("Content-Type", "text/plain")
                    .body(said)
                    .build());

            Failure failure = look(new AgentKind.Http(
                    "http://127.0.0.1:" + server.getPort() + "/",
                    Map.of("Authorization", "Bearer ${{ secrets.TOKEN }}"),
                    null));

            assertThat(Objects.requireNonNull(failure).code()).isEqualTo("http_503");
            assertThat(failure.message())
                    .contains("xxx[secret TOKEN]")
                    .doesNotContain(TOKEN.substring(0, 5))
                    .doesNotContain("x" + said.substring(290, 300));
        }
    }

    @Test
    void shouldTellADefectThatALookFindsAsOneOfAnAttempt() throws Exception {
        TrialAgent.defect = new IllegalStateException("y".repeat(5_000));
        try {
            Failure failure = Objects.requireNonNull(look(new AgentKind.Java("trial")));

            assertThat(failure.code()).isEqualTo("internal");
            assertThat(failure.retryable()).isTrue();
            assertThat(failure.message())
                    .startsWith("Expected an output or a failure of agent far, but found a defect of it (Illegal")
                    .hasSizeLessThan(4_010);
        } finally {
            TrialAgent.defect = null;
        }
        assertThat(look(new AgentKind.Java("trial"))).isNull();
    }

    private @Nullable Failure look(AgentKind kind) throws Exception {
        HealthCheck health = new HealthCheck(1_000, 5_000, 1, null, null);
        return Objects.requireNonNull(runtime).look(new WatchedAgent("far", kind, health), (agent, queue) -> {});
    }

    @Test
    void shouldKeepSecretsOutOfWhatACommandSays() {
        Map<String, @Nullable Object> env = new LinkedHashMap<>(Map.of("KEY", "?"));
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("argv", List.of("sh", "-c", "printf %s \"$KEY\"; printf %s \"$KEY\" | base64 >&2"));
        parameters.put("env", env);

        Object output = perform(new TaskInvocation(
                "article", "tell", 1, "k", "command", null, null, parameters, Map.of("/env/KEY", token("x")), null));

        assertThat(String.valueOf(output))
                .contains("stdout=x[secret TOKEN]")
                .doesNotContain(TOKEN)
                .doesNotContain(Base64.getEncoder().encodeToString(("x" + TOKEN).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldEndProgramsAtTheTimeoutToo() throws Exception {
        Path started = home.resolve("workspace/started");
        Agent agent = new Agent(
                "sleeper",
                "",
                List.of(),
                Map.of(),
                null,
                new AgentKind.Command(List.of("/bin/sh", "-c", "echo $$ > started; exec sleep 321"), null, null, null));

        Failure failure =
                failure(new TaskInvocation("article", "nap", 1, "k", "agent_task", agent, null, Map.of(), null, 2000L));

        assertThat(failure.code()).isEqualTo("timeout");
        long pid = Long.parseLong(Files.readString(started).strip());
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }
}
