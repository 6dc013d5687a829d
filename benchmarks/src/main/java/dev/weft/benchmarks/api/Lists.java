package dev.weft.benchmarks.api;

import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code GET /runs} over many runs, with all filters, first pages and later ones, four callers at a time. */
final class Lists {
    private static final int BATCH = 1_000;
    private static final int CALLERS = 4;
    private static final int WARM_UP = 400;
    private static final int QUESTIONS = 4_000;
    private static final int DEFINITIONS = 20;
    private static final int TEAMS = 10;
    private static final Instant BEGIN =
            Instant.now().minus(20, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

    private final Platform platform;
    private final int runs;

    Lists(Platform platform, int runs) {
        this.platform = platform;
        this.runs = runs;
    }

    /** Puts the events of runs to the log, and waits until all of it is added up. */
    void seed() throws Exception {
        Random random = new Random(1);
        for (int first = 0; first < runs; first += BATCH) {
            List<FactBatch> batches = new ArrayList<>();
            for (int run = first; run < Math.min(runs, first + BATCH); run++) {
                batches.add(batch(random, run));
            }
            platform.log().put(batches, true);
        }
        while (platform.get("/api/analytics").path("behind").asLong() > 0) {
            Thread.sleep(200);
        }
    }

    private FactBatch batch(Random random, int run) {
        Instant start = BEGIN.plusMillis(random.nextInt(20 * 24 * 3600) * 1_000L);
        Map<String, Object> begins = Map.of(
                "status",
                "RUNNING",
                "started_by",
                "ann",
                "labels",
                Map.of("team", "team-" + random.nextInt(TEAMS), "rare", "r" + random.nextInt(runs / 20 + 1)),
                "parent",
                random.nextInt(5) == 0 ? "above-" + random.nextInt(runs / 10 + 1) : "");
        boolean failed = random.nextInt(10) == 0;
        String end = failed ? "FAILED" : "COMPLETED";
        return new FactBatch(
                "list%02d-%08d".formatted(run % DEFINITIONS, run),
                "x",
                "list%02d".formatted(run % DEFINITIONS),
                1,
                1,
                List.of(
                        new Fact(1, start, FactType.WORKFLOW_STARTED, null, begins),
                        new Fact(2, start, FactType.TASK_STARTED, "one", Map.of("status", "RUNNING")),
                        new Fact(
                                3,
                                start.plusSeconds(1),
                                FactType.TASK_COMPLETED,
                                "one",
                                Map.of("status", "COMPLETED", "duration", 1)),
                        new Fact(
                                4,
                                start.plusSeconds(1),
                                failed ? FactType.WORKFLOW_FAILED : FactType.WORKFLOW_COMPLETED,
                                null,
                                Map.of("status", end))));
    }

    Millis measure() throws Exception {
        ask(WARM_UP, new Millis());
        Millis millis = new Millis();
        ask(QUESTIONS, millis);
        return millis;
    }

    private void ask(int questions, Millis millis) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                Random random = new Random(questions + caller);
                work.add(() -> ask(random, questions / CALLERS, millis));
            }
            for (var done : callers.invokeAll(work)) {
                done.get();
            }
        }
    }

    /** Each list is followed for up to four pages. */
    private int ask(Random random, int questions, Millis millis) throws Exception {
        int asked = 0;
        while (asked < questions) {
            String query = "/api/runs?limit=" + (random.nextInt(4) == 0 ? 200 : 50) + filter(random);
            String cursor = "";
            for (int page = 0; page < 4 && cursor != null && asked < questions; page++) {
                long began = System.nanoTime();
                String next =
                        platform.get(query + "&cursor=" + cursor).path("next").asText(null);
                millis.add(System.nanoTime() - began);
                asked++;
                cursor = next;
            }
        }
        return asked;
    }

    private String filter(Random random) {
        StringBuilder filter = new StringBuilder();
        if (random.nextInt(3) == 0) {
            filter.append("&workflow=list%02d".formatted(random.nextInt(DEFINITIONS)));
        }
        if (random.nextInt(3) == 0) {
            filter.append("&status=")
                    .append(List.of("FAILED", "COMPLETED", "WAITING", "RUNNING").get(random.nextInt(4)));
        }
        switch (random.nextInt(6)) {
            case 0 -> filter.append("&label=team%3Dteam-").append(random.nextInt(TEAMS));
            case 1 -> filter.append("&label=rare%3Dr").append(random.nextInt(runs / 20 + 1));
            case 2 -> filter.append("&parent=above-").append(random.nextInt(runs / 10 + 1));
            case 3 -> filter.append("&since=").append(BEGIN.plus(random.nextInt(20), ChronoUnit.DAYS));
            case 4 -> filter.append("&until=").append(BEGIN.plus(random.nextInt(20), ChronoUnit.DAYS));
            default -> {
                return filter.toString();
            }
        }
        return filter.toString();
    }
}
