package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.platform.home.Server;
import dev.weft.platform.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * API and worker, Temporal and PostgreSQL are killed at random while runs are started at a steady rate: each start that was answered
 * with 202 is one run, whatever is said is said in order, and the audit trail is whole.
 */
class StartsKillIT {
    private static final int SECONDS = Integer.getInteger("starts.seconds", 30);
    private static final int RATE = 20;
    private static final int PAGE = 200;
    private static final int AT_ONCE = 8;
    private static final List<Server> VICTIMS = List.of(Server.WEFT, Server.TEMPORAL, Server.POSTGRES);
    private static final long SEED = Long.getLong("starts.seed", 5);
    private static final String ONE = """
            version: "3.0.0"
            id: one
            tasks:
              only: {action: transform, parameters: {value: "${{ inputs.n }}"}}
            inputs: {n: {type: integer, default: 1}}
            """;

    @TempDir
    private Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private volatile String server = "";
    private volatile String token = "";

    @Test
    void shouldHaveEachAcceptedStartOnceWhateverIsKilled() throws Exception {
        Path definition = Files.writeString(folder.resolve("one.yaml"), ONE);
        try (WeftProcess weft = new WeftProcess(folder.resolve("home"))) {
            assertThat(weft.up().exit()).isZero();
            assertThat(weft.run("apply", definition.toString()).exit()).isZero();
            look(weft);

            // when
            int keys;
            Map<Server, Integer> kills;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var killing = threads.submit(() -> kill(weft, new Random(SEED)));
                keys = start(threads);
                kills = killing.get();
            }
            assertThat(weft.run("up", "--detach").exit()).isZero();
            look(weft);

            // then nothing was answered worse than that it should be asked again
            assertThat(wrong).isEmpty();
            assertThat(accepted).isNotEmpty();

            // and each key has started one run: that of which was said so
            PlatformApi api = new PlatformApi(weft);
            Map<String, String> runs = again(api, keys);
            assertThat(runs).containsAllEntriesOf(accepted);
            assertThat(new HashSet<>(runs.values())).hasSize(keys);
            assertThat(Await.until(
                            Duration.ofMinutes(3),
                            () -> listed(api, "COMPLETED").size() >= keys))
                    .as("all runs end")
                    .isTrue();
            assertThat(listed(api, "COMPLETED")).isEqualTo(new HashSet<>(runs.values()));
            assertThat(listed(api, "")).isEqualTo(new HashSet<>(runs.values()));

            // and the trail is whole
            JsonNode trail = api.get("/api/audit/verify");
            assertThat(trail.path("valid").asBoolean()).as(trail.toString()).isTrue();
            assertThat(trail.path("head").asText()).isEqualTo("matches");
            System.out.printf(
                    "%d starts in %d s: %d accepted, %d told to come again, %d unanswered; killed: %s; %d entries in the trail%n",
                    keys,
                    SECONDS,
                    accepted.size(),
                    unavailable.get(),
                    unanswered.get(),
                    kills,
                    trail.path("entries").asInt());
        }
    }

    /** Starts at a steady rate, each under a key of its own, once. Returns how many. */
    private int start(ExecutorService threads) {
        long begun = System.nanoTime();
        int keys = SECONDS * RATE;
        for (int key = 0; key < keys; key++) {
            long due = begun + key * TimeUnit.SECONDS.toNanos(1) / RATE;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int number = key;
            var unused = threads.submit(() -> start(number));
        }
        return keys;
    }

    private void start(int key) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(server + "/api/workflows/one/start"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "key-" + key)
                            .timeout(Duration.ofMinutes(1))
                            .POST(HttpRequest.BodyPublishers.ofString(body(key)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                String location = answer.headers().firstValue("Location").orElse("");
                accepted.put("key-" + key, location.substring(location.lastIndexOf('/') + 1));
            } else if (answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isPresent()) {
                unavailable.incrementAndGet();
            } else {
                wrong.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
            }
        } catch (IOException e) {
            // The server is dead, or died over it: whether it counted shows when it is said again.
            unanswered.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<Server, Integer> kill(WeftProcess weft, Random random) throws Exception {
        Map<Server, Integer> kills = new EnumMap<>(Server.class);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(4_000));
            for (Server victim : VICTIMS) {
                if (random.nextInt(2) == 0 && weft.file().living(victim).isPresent()) {
                    weft.kill(victim);
                    kills.merge(victim, 1, Integer::sum);
                }
            }
            // For a moment the others go on without.
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
            WeftProcess.Result up = weft.run("up", "--detach");
            assertThat(up.exit()).as(up.err()).isZero();
            look(weft);
        }
        return kills;
    }

    /** What each key has started: said once more, a few at a time. */
    private static Map<String, String> again(PlatformApi api, int keys) throws Exception {
        Map<String, String> runs = new ConcurrentHashMap<>();
        List<Callable<Boolean>> asked = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            int number = key;
            asked.add(() -> {
                PlatformApi.Answer answer = api.post("/api/workflows/one/start", body(number), "key-" + number);
                assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
                runs.put("key-" + number, answer.body().path("run").asText());
                return true;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Boolean> one : threads.invokeAll(asked)) {
                one.get();
            }
        }
        return runs;
    }

    /** Where it listens now, and the token. */
    private void look(WeftProcess weft) throws IOException {
        token = Files.readString(Path.of(String.valueOf(weft.file().tokenFile())))
                .strip();
        server = String.valueOf(weft.file().api());
    }

    private static String body(int key) {
        return "{\"inputs\":{\"n\":" + key + "}}";
    }

    private static Set<String> listed(PlatformApi api, String status) {
        Set<String> runs = new HashSet<>();
        String cursor = "";
        try {
            do {
                JsonNode page = api.get("/api/runs?workflow=one&limit=" + PAGE + "&cursor=" + cursor
                        + (status.isEmpty() ? "" : "&status=" + status));
                page.path("items").forEach(item -> runs.add(item.path("run").asText()));
                cursor = page.path("next").asText("");
            } while (!cursor.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return runs;
    }
}
