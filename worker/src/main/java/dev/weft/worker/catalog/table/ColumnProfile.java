package dev.weft.worker.catalog.table;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Collects what a column holds, in bounded memory: quartiles come from a sample of {@value #SAMPLE} numbers, distinct
 * values are counted up to {@value #DISTINCT}. The sample's seed is fixed, so that the same file gives the same profile.
 */
final class ColumnProfile {
    private static final int SAMPLE = 20_000;
    private static final int DISTINCT = 1000;

    /** J. W. Tukey's far-out fences, "Exploratory data analysis", 1977: three interquartile ranges beyond the quartiles. */
    private static final double FENCE = 3;

    private final String name;
    private final Map<ValueType, Long> types = new EnumMap<>(ValueType.class);
    private final Set<String> distinct = new HashSet<>();
    private final Random random = new Random(42);
    private double[] numbers = new double[64];
    private long seen;

    ColumnProfile(String name) {
        this.name = name;
    }

    void add(String cell) {
        String text = cell.strip();
        ValueType type = ValueType.of(text);
        types.merge(type, 1L, Long::sum);
        if (type != ValueType.EMPTY && distinct.size() < DISTINCT) {
            distinct.add(text.length() > 100 ? text.substring(0, 100) : text);
        }
        if (type.numeric()) {
            sample(Double.parseDouble(text));
        }
    }

    Column column() {
        long values = types.values().stream().mapToLong(Long::longValue).sum() - empty();
        ValueType type = type(values);
        boolean required = values > 0 && empty() <= (values + empty()) / 10;
        if (!type.numeric() || seen < 8) {
            return new Column(name, type, required, null, null);
        }
        double[] sorted = Arrays.copyOf(numbers, (int) Math.min(seen, SAMPLE));
        Arrays.sort(sorted);
        double first = quantile(sorted, 0.25);
        double third = quantile(sorted, 0.75);
        double range = third - first;
        // Without a range (more than half of the values are equal), everything else would be an outlier.
        return range == 0
                ? new Column(name, type, required, null, null)
                : new Column(name, type, required, first - FENCE * range, third + FENCE * range);
    }

    long empty() {
        return types.getOrDefault(ValueType.EMPTY, 0L);
    }

    int distinct() {
        return distinct.size();
    }

    private ValueType type(long values) {
        if (values == 0) {
            return ValueType.EMPTY;
        }
        for (ValueType type : ValueType.values()) {
            long fitting = types.entrySet().stream()
                    .filter(entry -> entry.getKey() != ValueType.EMPTY && type.accepts(entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            if (fitting * 10 >= values * 9) {
                return type;
            }
        }
        return ValueType.TEXT;
    }

    private void sample(double number) {
        if (seen < SAMPLE) {
            if (seen == numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.min(SAMPLE, numbers.length * 2));
            }
            numbers[(int) seen] = number;
        } else {
            long place = random.nextLong(seen + 1);
            if (place < SAMPLE) {
                numbers[(int) place] = number;
            }
        }
        seen++;
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
