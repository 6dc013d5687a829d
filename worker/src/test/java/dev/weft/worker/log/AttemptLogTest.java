package dev.weft.worker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.definitions.action.LogLevel;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.log.LogLine;
import dev.weft.worker.protocol.log.LogSink;
import dev.weft.worker.protocol.log.LogSinkException;
import dev.weft.worker.secret.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptLogTest {
    private static final String SECRET = "a secret that is long enough to be broken over several lines of base64";

    /** Keeps lines, once it can. */
    private static final class Kept implements LogSink {
        private final List<LogLine> lines = new ArrayList<>();
        private int refusals;

        Kept(int refusals) {
            this.refusals = refusals;
        }

        @Override
        public synchronized void put(List<LogLine> put) throws LogSinkException {
            if (refusals-- > 0) {
                throw new LogSinkException("away", new IOException("away"));
            }
            lines.addAll(put);
        }

        synchronized List<String> texts() {
            return lines.stream().map(LogLine::text).toList();
        }

        synchronized List<Integer> numbers() {
            return lines.stream().map(LogLine::number).toList();
        }

        @Override
        public void close() {}
    }

    private static AttemptLog attempt(RunLogs logs) {
        return attempt(logs, () -> new Redactor(Map.of("KEY", SECRET)));
    }

    private static AttemptLog attempt(RunLogs logs, Supplier<Redactor> redactor) {
        return new AttemptLog(
                logs,
                "article-01",
                new TaskInvocation("article", "draft", 1, "key", "command", null, null, null, null, null),
                redactor,
                Clock.systemUTC());
    }

    @Test
    void shouldTakeSecretsOutOfLinesAndOverLines() {
        // given
        Kept kept = new Kept(0);
        String encoded =
                Base64.getMimeEncoder(40, new byte[] {'\n'}).encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));

        // when
        try (RunLogs logs = RunLogs.to(kept)) {
            AttemptLog log = attempt(logs);
            log.say(LogLevel.INFO, "stderr", "key: " + SECRET + "\n\nnext\0\n");
            log.say(LogLevel.INFO, "stderr", encoded);
            encoded.lines().forEach(line -> log.say(LogLevel.INFO, "stderr", line));
            log.say(LogLevel.INFO, "stderr", "x".repeat(AttemptLog.LONGEST_LINE - 10) + SECRET);
            log.end(LogLevel.ERROR, "it said " + SECRET);
        }

        // then
        assertThat(kept.texts()).startsWith("key: [secret KEY]", "next�").endsWith("it said [secret KEY]");
        assertThat(kept.texts()).noneMatch(text -> text.contains("a secret") || text.contains("c2VjcmV0"));
        assertThat(kept.texts()).allMatch(text -> text.length() <= AttemptLog.LONGEST_LINE + 20);
        assertThat(kept.numbers())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, kept.texts().size()).boxed().toList());
    }

    @Test
    void shouldBoundWhatAnAttemptSaysAndAlwaysTellHowItEnded() {
        // given
        Kept kept = new Kept(0);

        // when
        try (RunLogs logs = RunLogs.to(kept)) {
            AttemptLog log = attempt(logs);
            log.say(
                    LogLevel.INFO,
                    "stderr",
                    IntStream.range(0, 3 * AttemptLog.MOST_LINES)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining("\n")));
            log.end(LogLevel.DEBUG, "done");
        }

        // then
        assertThat(kept.texts()).hasSize(AttemptLog.MOST_LINES + 2);
        assertThat(kept.texts().get(AttemptLog.MOST_LINES)).startsWith("Expected at most 2000 lines");
        assertThat(kept.texts().getLast()).isEqualTo("done");
    }

    @Test
    void shouldLookForNoSecretsInWhatIsLeftOut() {
        // given
        AtomicInteger asked = new AtomicInteger();

        // when
        try (RunLogs logs = RunLogs.to(new Kept(0))) {
            AttemptLog log = attempt(logs, () -> {
                asked.incrementAndGet();
                return new Redactor(Map.of("KEY", SECRET));
            });
            log.say(LogLevel.INFO, "stderr", "x\n".repeat(AttemptLog.MOST_LINES + 1));
            int untilFull = asked.get();
            log.say(LogLevel.INFO, "stderr", "more");

            // then
            assertThat(asked).hasValue(untilFull);
        }
    }

    @Test
    void shouldKeepLinesWhileTheyCanNotBePut() {
        // given
        Kept kept = new Kept(2);

        // when
        try (RunLogs logs = RunLogs.to(kept)) {
            AttemptLog log = attempt(logs);
            log.say(LogLevel.INFO, "agent", "one");
            log.say(LogLevel.INFO, "agent", "two");

            // then
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(kept.texts()).containsExactly("one", "two"));
        }
    }
}
