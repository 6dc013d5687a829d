package dev.weft.benchmarks.size;

import dev.weft.platform.testing.TestServers;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Many tasks at once, many runs, tasks that are done where the run is, many items, and a large definition: against what is
 * written by hand, on one server, in one process, in turns.
 *
 * <p>Arguments: rounds (5), the most items (10000), which parts, by their names below (all).
 */
public final class SizeBenchmark {
    private static final int FAN = 500;
    private static final int CHAIN = 50;
    private static final int RUNS = 300;
    private static final int AT_ONCE = 50;
    private static final int RUN_STEPS = 5;
    /** Rounds in which the compiler takes up what a chain needs: before, the figures tell of it. */
    private static final int WARM_UP = 200;

    private static final String HAND = "by hand";
    private static final String HAND_LOCAL = "by hand, local activities";
    private static final String WEFT = "Weft";

    private SizeBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int most = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        List<String> parts = arguments.length > 2
                ? List.of(arguments[2].split(","))
                : List.of("local", "fan-out", "throughput", "large", "items", "replay");
        try (Lab lab = new Lab()) {
            for (String part : parts) {
                switch (part) {
                    case "local" -> local(lab, rounds);
                    case "fan-out" -> fanOut(lab, rounds);
                    case "throughput" -> throughput(lab, rounds);
                    case "large" -> large(lab);
                    case "items" -> items(lab, most);
                    case "replay" -> replay(lab, rounds);
                    default -> throw new IllegalArgumentException("Expected a part, but found " + part);
                }
            }
        }
    }

    private static void fanOut(Lab lab, int rounds) {
        String definition = Lab.canonical(Texts.fanOut(FAN));
        Contest.Medians medians = new Contest(lab)
                .with(HAND, () -> lab.byHand(ByHand.Shape.FAN_OUT, FAN, ""))
                .with(WEFT, () -> lab.run(definition))
                .hold("%d tasks at once".formatted(FAN), 2, rounds, FAN);
        System.out.printf("ratio %.2f%n", medians.of(WEFT) / medians.of(HAND));
    }

    private static void local(Lab lab, int rounds) {
        String definition = Lab.canonical(Texts.looks(CHAIN));
        Contest.Medians medians = new Contest(lab)
                .with(HAND, () -> lab.byHand(ByHand.Shape.CHAIN, CHAIN, lab.file()))
                .with(HAND_LOCAL, () -> lab.byHand(ByHand.Shape.LOCAL_CHAIN, CHAIN, lab.file()))
                .with(WEFT, () -> lab.run(definition))
                .hold("%d looks at a file, one after the other".formatted(CHAIN), WARM_UP, rounds, CHAIN);
        System.out.printf(
                "faster than by hand %.1f times, than by hand locally %.2f%n",
                medians.of(HAND) / medians.of(WEFT), medians.of(WEFT) / medians.of(HAND_LOCAL));
    }

    private static void throughput(Lab lab, int rounds) {
        String definition = Lab.canonical(Texts.chain(RUN_STEPS));
        Contest.Medians medians = new Contest(lab)
                .with(HAND, () -> many(() -> lab.byHand(ByHand.Shape.CHAIN, RUN_STEPS, "")))
                .with(WEFT, () -> many(() -> lab.run(definition)))
                .hold("%d runs of %d tasks, %d at once".formatted(RUNS, RUN_STEPS, AT_ONCE), 1, rounds, RUN_STEPS);
        System.out.printf(
                "runs a second: by hand %.1f, Weft %.1f; ratio %.2f%n",
                RUNS * 1e3 / medians.of(HAND), RUNS * 1e3 / medians.of(WEFT), medians.of(HAND) / medians.of(WEFT));
    }

    /** A history of about 10,000 events with all states that a run may have, followed by a worker that has just been started. */
    private static void replay(Lab lab, int rounds) throws Exception {
        String run = lab.run(Lab.canonical(Texts.full(480)), 60_000);
        Path file = Files.createTempFile("history", ".json");
        Files.writeString(file, lab.client.fetchHistory(run).toJson(false));
        Process replay = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        ReplayBenchmark.class.getName(),
                        file.toString(),
                        TestServers.temporal().address(),
                        String.valueOf(rounds))
                .inheritIO()
                .start();
        replay.waitFor();
        Files.delete(file);
    }

    private static String many(Supplier<String> run) {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                all.add(pool.submit(run::get));
            }
            String last = "";
            for (Future<String> one : all) {
                last = join(one);
            }
            return last;
        }
    }

    private static String join(Future<String> run) {
        try {
            return run.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Expected a run that completes", e);
        }
    }

    /** How long the first workflow task takes, in which the plan is made and all of it computed. */
    private static void large(Lab lab) {
        String run = lab.run(Lab.canonical(Texts.layers(100, 20)));
        List<HistoryEvent> events = lab.client.fetchHistory(run).getEvents();
        long started = time(events, EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED);
        long completed = time(events, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
        long failed = events.stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED
                        || event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT)
                .count();
        System.out.printf(
                "%n| tasks of a definition | first workflow task ms | workflow tasks that failed |%n|---|---|---|%n| 2,000 | %d | %d |%n",
                completed - started, failed);
    }

    private static long time(List<HistoryEvent> events, EventType type) {
        HistoryEvent first = events.stream()
                .filter(event -> event.getEventType() == type)
                .findFirst()
                .orElseThrow();
        return first.getEventTime().getSeconds() * 1_000 + first.getEventTime().getNanos() / 1_000_000;
    }

    private static void items(Lab lab, int most) {
        System.out.printf(
                "%n| items | s | ms an item | by hand | ratio | runs below | most events of a history | heap at most MB |%n|---|---|---|---|---|---|---|---|%n");
        lab.byHand(ByHand.Shape.SLICES, 1_000, "");
        lab.run(Lab.canonical(Texts.items(1_000)));
        for (int count = 1_000; count <= most; count *= 10) {
            String definition = Lab.canonical(Texts.items(count));
            long began = System.nanoTime();
            lab.byHand(ByHand.Shape.SLICES, count, "");
            double byHand = (System.nanoTime() - began) / 1e9;
            began = System.nanoTime();
            String run = lab.run(definition);
            double seconds = (System.nanoTime() - began) / 1e9;
            List<String> runs = new ArrayList<>(List.of(run));
            lab.client.newWorkflowStub(WeftRun.class, run).state().items().values().stream()
                    .map(RunView.TaskView::run)
                    .forEach(runs::add);
            int events = runs.stream()
                    .mapToInt(one -> lab.client.fetchHistory(one).getEvents().size())
                    .max()
                    .orElseThrow();
            System.out.printf(
                    "| %,d | %.1f | %.2f | %.2f | %.2f | %d | %,d | %d |%n",
                    count,
                    seconds,
                    seconds * 1e3 / count,
                    byHand * 1e3 / count,
                    seconds / byHand,
                    runs.size() - 1,
                    events,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }
}
