package dev.weft.benchmarks.event;

import dev.weft.api.AccessSettings;
import dev.weft.api.ApiServer;
import dev.weft.benchmarks.BenchmarkedApi;
import dev.weft.platform.testing.TestServers;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Events that are sent at a steady rate, and those who follow the log: from the beginning of the request that sends one until a
 * follower has read it. Clients and server are one process, PostgreSQL another.
 *
 * <p>Arguments: events a second (200), seconds (30), followers (5).
 */
public final class EventBenchmark {
    private static final int WARM_UP_SECONDS = 5;
    private static final int SENDERS = 32;
    private static final int PATIENCE_SECONDS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
    private final URI server;
    private final String token;

    private EventBenchmark(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    public static void main(String[] arguments) throws Exception {
        int rate = argument(arguments, 0, 200);
        int seconds = argument(arguments, 1, 30);
        int followers = argument(arguments, 2, 5);
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(TestServers.temporal().address())
                .build());
        Path home = Files.createTempDirectory("weft-benchmark");
        WorkflowClient client = WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(TestServers.newNamespace())
                        .build());
        try (ApiServer api = ApiServer.start(BenchmarkedApi.settings(client, home, AccessSettings.DEFAULTS))) {
            String token = Files.readString(home.resolve("admin.token")).strip();
            EventBenchmark benchmark = new EventBenchmark(api.uri(), token);
            benchmark.run(rate, WARM_UP_SECONDS, followers);
            benchmark.millis.clear();
            benchmark.run(rate, seconds, followers);
            benchmark.print(rate, seconds, followers);
        } finally {
            service.shutdownNow();
        }
    }

    private void run(int rate, int seconds, int followers) throws InterruptedException {
        int events = rate * seconds;
        String type = "bench.r" + System.nanoTime();
        CountDownLatch connected = new CountDownLatch(followers);
        CountDownLatch read = new CountDownLatch(followers);
        for (int i = 0; i < followers; i++) {
            Thread.ofVirtual().start(() -> follow(type, events, connected, read));
        }
        connected.await();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(SENDERS)) {
            var ticking = clock.scheduleAtFixedRate(
                    () -> {
                        int number = next.getAndIncrement();
                        if (number < events) {
                            clock.execute(() -> send(type, number, refused));
                        }
                    },
                    0,
                    TimeUnit.SECONDS.toNanos(1) / rate,
                    TimeUnit.NANOSECONDS);
            if (!read.await(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS) || refused.get() > 0) {
                throw new IllegalStateException("Expected all followers to have all events, but " + read.getCount()
                        + " have not, and " + refused.get() + " events were refused");
            }
            ticking.cancel(false);
        }
    }

    private void send(String type, int number, AtomicInteger refused) {
        String id = type + "-" + number;
        HttpRequest request = request("/api/events")
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/bench\",\"type\":\"%s\",\"data\":{\"n\":%d}}"
                                .formatted(id, type, number)))
                .build();
        sent.put(id, System.nanoTime());
        try {
            if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 202) {
                refused.incrementAndGet();
            }
        } catch (Exception e) {
            refused.incrementAndGet();
        }
    }

    private void follow(String type, int events, CountDownLatch connected, CountDownLatch read) {
        try {
            HttpResponse<Stream<String>> answer =
                    http.send(request("/api/events?type=" + type).build(), HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                int count = 0;
                boolean begun = false;
                for (String line : (Iterable<String>) lines::iterator) {
                    if (!begun) {
                        begun = true;
                        connected.countDown();
                    }
                    if (line.startsWith("data: ")) {
                        int from = line.indexOf("\"id\":\"") + 6;
                        Long began = sent.get(line.substring(from, line.indexOf('"', from)));
                        millis.add((System.nanoTime() - (began == null ? 0 : began)) / 1e6);
                        if (++count == events) {
                            read.countDown();
                            return;
                        }
                    }
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("Expected a stream of events, but it broke", e);
        }
    }

    private void print(int rate, int seconds, int followers) {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        System.out.printf(
                "| events a second | seconds | followers | p50 ms | p99 ms | most ms |%n|---|---|---|---|---|---|%n"
                        + "| %d | %d | %d | %.1f | %.1f | %.1f |%n",
                rate, seconds, followers, percentile(sorted, 0.5), percentile(sorted, 0.99), sorted.getLast());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
