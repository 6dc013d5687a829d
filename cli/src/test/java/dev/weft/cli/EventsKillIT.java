package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.platform.home.Server;
import dev.weft.platform.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events of which each is for one of 20 triggers and for two of 20 subscriptions, while API and PostgreSQL are killed: no key
 * starts two runs, each event is delivered, those of runs in order, and the dead letters are those that were refused.
 */
@Tag("long")
class EventsKillIT {
    private static final int LANES = 20;
    private static final int TOGETHER = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TempDir
    private Path folder;

    @Test
    void shouldKeepWhatItPromisesWhateverIsKilled() throws Exception {
        keepsWhatItPromises(60, List.of(Server.WEFT, Server.POSTGRES));
    }

    @Test
    void shouldKeepWhatItPromisesOfAThousandEvents() throws Exception {
        keepsWhatItPromises(
                1_000,
                List.of(Server.WEFT, Server.POSTGRES, Server.WEFT, Server.POSTGRES, Server.WEFT, Server.POSTGRES));
    }

    private void keepsWhatItPromises(int events, List<Server> victims) throws Exception {
        Path definition = Files.writeString(folder.resolve("taker.yaml"), definition());
        Random random = new Random(7);
        try (EventReceiver receiver = EventReceiver.start(EventsKillIT::answer);
                WeftProcess weft = new WeftProcess(folder.resolve("home"))
                        .with("WEFT_EGRESS_ALLOW", "127.0.0.1")
                        .with("WEFT_SECRET_OUT", "a secret")) {
            assertThat(weft.up().exit()).isZero();
            assertThat(weft.run("apply", definition.toString()).exit()).isZero();
            PlatformApi api = new PlatformApi(weft);
            subscribe(api, receiver);

            // when
            int batches = events / TOGETHER;
            List<Server> left = new ArrayList<>(victims);
            for (int batch = 0; batch < batches; batch++) {
                send(weft, api, batch);
                if (!left.isEmpty() && batch >= (victims.size() - left.size() + 1) * batches / (victims.size() + 1)) {
                    Thread.sleep(random.nextInt(300));
                    weft.kill(left.removeFirst());
                    assertThat(weft.run("up", "--detach").exit()).isZero();
                }
            }

            // then
            assertThat(Await.until(PATIENCE, () -> isOver(api, events)))
                    .as(() -> weft.run("triggers", "list").out()
                            + weft.run("subscriptions", "list").out())
                    .isTrue();
            holdRuns(api, events);
            holdDeliveries(api, receiver, events);
            assertThat(weft.run("down").exit()).isZero();
        }
    }

    /** Each key starts one run, and no other. */
    private static void holdRuns(PlatformApi api, int events) throws Exception {
        Map<String, Integer> runs = new TreeMap<>();
        for (JsonNode run : all(api, "/api/runs?workflow=taker")) {
            JsonNode whole = api.get("/api/runs/" + run.path("run").asText());
            runs.merge(whole.path("inputs").path("key").asText(), 1, Integer::sum);
        }
        assertThat(runs.keySet()).isEqualTo(keys(events));
        assertThat(runs.values()).containsOnly(1);
    }

    private static void holdDeliveries(PlatformApi api, EventReceiver receiver, int events) throws Exception {
        Map<String, Set<String>> delivered = new LinkedHashMap<>();
        Map<String, Set<String>> refused = new LinkedHashMap<>();
        Map<String, List<Integer>> orders = new LinkedHashMap<>();
        for (EventReceiver.Answered one : receiver.answered()) {
            String path = one.asked().path();
            if (one.status() == 200) {
                delivered
                        .computeIfAbsent(path, none -> new HashSet<>())
                        .add(one.asked().key());
            } else if (one.status() == 422) {
                refused.computeIfAbsent(path, none -> new HashSet<>())
                        .add(one.asked().key());
            }
            if (path.equals("runs")) {
                orders.computeIfAbsent(one.asked().event().path("source").asText(), none -> new ArrayList<>())
                        .add(one.asked().event().path("data").path("sequence").asInt());
            }
        }
        for (int lane = 0; lane < LANES; lane++) {
            Set<String> wanted = new HashSet<>();
            Set<String> unwanted = new HashSet<>();
            for (int number = 0; number < events; number++) {
                if (number % LANES == lane || (number + 1) % LANES == lane) {
                    (isRefused(number) ? unwanted : wanted).add("/shop e" + number);
                }
            }
            assertThat(delivered.getOrDefault("s" + lane, Set.of())).isEqualTo(wanted);
            assertThat(refused.getOrDefault("s" + lane, Set.of())).isEqualTo(unwanted);
            JsonNode counts = api.get("/api/subscriptions/s" + lane).path("deliveries");
            assertThat(counts.path("dead").asInt()).as("s" + lane).isEqualTo(unwanted.size());
            assertThat(counts.path("delivered").asInt()).as("s" + lane).isEqualTo(wanted.size());
        }
        assertThat(orders).hasSize(keys(events).size());
        orders.forEach((run, sequence) -> assertThat(sequence).as(run).isSorted());
    }

    /** Whether there is nothing more to start or to send. */
    private static boolean isOver(PlatformApi api, int events) {
        try {
            int keys = keys(events).size();
            int started = 0;
            for (JsonNode trigger : all(api, "/api/triggers?workflow=taker")) {
                started += trigger.path("firings").path("started").asInt();
                if (trigger.path("firings").path("due").asInt() > 0) {
                    return false;
                }
            }
            int settled = 0;
            int ends = 0;
            for (JsonNode subscription : all(api, "/api/subscriptions?")) {
                JsonNode counts = subscription.path("deliveries");
                if (counts.path("due").asInt() + counts.path("handed").asInt() > 0) {
                    return false;
                }
                int own = counts.path("delivered").asInt() + counts.path("dead").asInt();
                if (subscription.path("id").asText().equals("runs")) {
                    ends = own;
                } else {
                    settled += own;
                }
            }
            return started == keys && settled == 2 * events && ends == 2 * keys;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> all(PlatformApi api, String path) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get(path + "&limit=200" + cursor);
            page.path("items").forEach(all::add);
            cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return all;
    }

    private static void subscribe(PlatformApi api, EventReceiver receiver) throws Exception {
        for (int lane = 0; lane < LANES; lane++) {
            String types = "\"t" + lane + "\", \"t" + (lane + LANES - 1) % LANES + "\"";
            create(api, "s" + lane, receiver.url("s" + lane), types);
        }
        create(api, "runs", receiver.url("runs"), "\"workflow.started\", \"workflow.completed\"");
    }

    private static void create(PlatformApi api, String id, String url, String types) throws Exception {
        PlatformApi.Answer made = api.post(
                "/api/subscriptions",
                "{\"id\": \"" + id + "\", \"url\": \"" + url + "\", \"secret\": \"OUT\", \"types\": [" + types + "]}",
                UUID.randomUUID().toString());
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    /** Sends a batch until it is taken, as a client does. */
    private static void send(WeftProcess weft, PlatformApi api, int batch) throws Exception {
        for (int i = 0; i < TOGETHER; i++) {
            int number = batch * TOGETHER + i;
            String event = "{\"specversion\": \"1.0\", \"id\": \"e" + number
                    + "\", \"source\": \"/shop\", \"type\": \"t" + number % LANES + "\", \"data\": {\"number\": "
                    + number + ", \"key\": \"" + key(number) + "\"}}";
            assertThat(Await.until(Duration.ofMinutes(2), () -> isTaken(api, event)))
                    .as(() -> weft.run("status").err())
                    .isTrue();
        }
    }

    private static boolean isTaken(PlatformApi api, String event) {
        try {
            return api.post("/api/events", event, UUID.randomUUID().toString()).status() == 202;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int answer(EventReceiver.Asked asked) {
        int number = asked.event().path("data").path("number").asInt(-1);
        if (number < 0) {
            return 200;
        }
        return isRefused(number) ? 422 : number % 13 == 0 && asked.attempt() == 1 ? 503 : 200;
    }

    private static boolean isRefused(int number) {
        return number % 11 == 5;
    }

    /** Every tenth event of a type repeats the key of the one before. */
    private static String key(int number) {
        int round = number / LANES;
        return "k" + (round % 10 == 1 ? number - LANES : number);
    }

    private static Set<String> keys(int events) {
        Set<String> keys = new java.util.TreeSet<>();
        for (int number = 0; number < events; number++) {
            keys.add(key(number));
        }
        return keys;
    }

    private static String definition() {
        StringBuilder text = new StringBuilder("""
                version: "3.0.0"
                id: taker
                inputs: {key: {type: string}}
                tasks:
                  say: {action: transform, parameters: {value: "${{ inputs.key }}"}}
                triggers:
                """);
        for (int lane = 0; lane < LANES; lane++) {
            text.append("  t" + lane + ": {event: {type: t" + lane
                    + ", dedupe: \"${{ event.data.key }}\", inputs: {key: \"${{ event.data.key }}\"}}}\n");
        }
        return text.toString();
    }
}
