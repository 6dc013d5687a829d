package dev.weft.benchmarks.api;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many who follow some runs, each of which comes and goes: it leaves after some events, at random, and goes on from the last that it
 * has. What each has read is compared with the run's log.
 */
final class Listeners {
    /** About 80 events in 20 s. */
    static final String FOLLOWED = """
            version: "3.0.0"
            id: followed
            tasks:
              begins: {action: wait, parameters: {for: 10s}}
              each:
                needs: [begins]
                for_each:
                  in: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]
                  max_concurrent: 2
                tasks:
                  pause: {action: wait, parameters: {for: 300ms}}
            """;

    private static final int PATIENCE_SECONDS = 180;

    private final Platform platform;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();
    private final Map<String, List<String>> wrong = new ConcurrentHashMap<>();

    Listeners(Platform platform) {
        this.platform = platform;
    }

    /** What came of it, in words. */
    String measure(int listeners, int many) throws Exception {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            runs.add(platform.started("followed"));
        }
        Map<String, List<String>> read = new ConcurrentHashMap<>();
        CountDownLatch left = new CountDownLatch(listeners);
        for (int i = 0; i < listeners; i++) {
            String run = runs.get(i % many);
            int number = i;
            Thread.ofVirtual().start(() -> {
                read.put(number + " " + run, follow(run, new Random(number)));
                left.countDown();
            });
        }
        if (!left.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "Expected all to have come to the end, but " + left.getCount() + " have not");
        }
        for (String run : runs) {
            List<String> log = log(run);
            read.forEach((who, had) -> {
                if (who.endsWith(" " + run) && !had.equals(log)) {
                    wrong.put(who, had);
                }
            });
        }
        return "%d who follow %d runs, %d events, %d connections: %d had other events than the log"
                .formatted(listeners, many, events.get(), connections.get(), wrong.size());
    }

    boolean isRight() {
        return wrong.isEmpty();
    }

    private List<String> follow(String run, Random random) {
        List<String> had = new ArrayList<>();
        String last = "";
        while (true) {
            HttpRequest.Builder request = platform.request("/api/runs/" + run + "/events");
            if (!last.isEmpty()) {
                request.header("Last-Event-ID", last);
            }
            int leaves = 5 + random.nextInt(40);
            connections.incrementAndGet();
            try {
                var answer = platform.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException("Expected a stream, but found " + answer.statusCode());
                }
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                    String id = "";
                    String type = "";
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        if (line.startsWith("id: ")) {
                            id = line.substring(4);
                        } else if (line.startsWith("event: ")) {
                            type = line.substring(7);
                        } else if (line.isEmpty() && !id.isEmpty()) {
                            had.add(id);
                            events.incrementAndGet();
                            last = id;
                            id = "";
                            if (type.equals("workflow.completed")) {
                                return had;
                            }
                            if (--leaves == 0) {
                                break;
                            }
                        }
                    }
                }
            } catch (Exception e) {
                had.add(e.toString());
                return had;
            }
        }
    }

    private List<String> log(String run) throws Exception {
        List<String> offsets = new ArrayList<>();
        String cursor = "";
        do {
            var page = platform.get("/api/runs/" + run + "/timeline?limit=200&cursor=" + cursor);
            page.path("items").forEach(item -> offsets.add(item.path("offset").asText()));
            cursor = page.path("next").asText(null);
        } while (cursor != null);
        return offsets;
    }
}
