package dev.weft.benchmarks.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times that something took. Thread safe. */
final class Millis {
    private final List<Double> all = Collections.synchronizedList(new ArrayList<>());

    void add(long nanos) {
        all.add(nanos / 1e6);
    }

    int count() {
        return all.size();
    }

    /** That which a share of all took no longer than. */
    double of(double share) {
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    @Override
    public String toString() {
        return "%d: p50 %.1f, p99 %.1f, most %.1f ms".formatted(count(), of(0.5), of(0.99), of(1));
    }
}
