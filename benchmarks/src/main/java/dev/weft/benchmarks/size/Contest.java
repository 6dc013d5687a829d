package dev.weft.benchmarks.size;

import io.temporal.common.WorkflowExecutionHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Ways to do the same, in turns on one server: medians of their times, and events and bytes of the last history. */
final class Contest {
    /**
     * What came of it.
     *
     * @param millis by the names of the ways
     */
    record Medians(Map<String, Double> millis) {
        double of(String way) {
            return Objects.requireNonNull(millis.get(way));
        }
    }

    private final Lab lab;
    private final Map<String, Supplier<String>> ways = new LinkedHashMap<>();

    Contest(Lab lab) {
        this.lab = lab;
    }

    /**
     * One more way.
     *
     * @param way does it to its end, and answers the id of a workflow whose history is told of
     */
    Contest with(String name, Supplier<String> way) {
        ways.put(name, way);
        return this;
    }

    /** Medians in milliseconds; all is printed. */
    Medians hold(String what, int warmUp, int rounds, int steps) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        Map<String, String> last = new LinkedHashMap<>();
        for (int round = -warmUp; round < rounds; round++) {
            for (Map.Entry<String, Supplier<String>> way : ways.entrySet()) {
                long began = System.nanoTime();
                last.put(way.getKey(), way.getValue().get());
                if (round >= 0) {
                    times.computeIfAbsent(way.getKey(), none -> new ArrayList<>())
                            .add((System.nanoTime() - began) / 1e6);
                }
            }
        }
        System.out.printf("%n| %s | median ms | events a task | bytes a task |%n|---|---|---|---|%n", what);
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((name, all) -> {
            double median = all.stream().sorted().toList().get(all.size() / 2);
            medians.put(name, median);
            WorkflowExecutionHistory history = lab.client.fetchHistory(last.get(name));
            System.out.printf(
                    "| %s | %.1f | %.2f | %.0f |%n",
                    name,
                    median,
                    (double) history.getEvents().size() / steps,
                    (double) history.getHistory().getSerializedSize() / steps);
        });
        return new Medians(medians);
    }
}
