package dev.weft.api.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurationBucketsTest {
    @Test
    void shouldTellAnyQuantileToTwoPercentHoweverItIsAddedUp() {
        for (long seed = 0; seed < 200; seed++) {
            // given durations from a millisecond to a month
            Random random = new Random(seed);
            double[] durations = random.doubles(1 + random.nextInt(500))
                    .map(share -> Math.exp(Math.log(0.001) + share * (Math.log(2_592_000) - Math.log(0.001))))
                    .toArray();

            // when they are counted in parts
            Map<Integer, Long> counts = new HashMap<>();
            for (int part = 0; part < 3; part++) {
                Map<Integer, Long> some = new HashMap<>();
                for (int i = part; i < durations.length; i += 3) {
                    some.merge(DurationBuckets.of(durations[i]), 1L, Long::sum);
                }
                some.forEach((bucket, many) -> counts.merge(bucket, many, Long::sum));
            }

            // then
            Arrays.sort(durations);
            for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
                double exact = durations[Math.max(0, (int) Math.ceil(share * durations.length) - 1)];
                assertThat(DurationBuckets.quantile(counts, share))
                        .as("seed %d, share %s", seed, share)
                        .isCloseTo(exact, within(exact * 0.0201));
            }
        }
    }

    @Test
    void shouldCountWhatTakesNoTimeAsAMillisecond() {
        assertThat(DurationBuckets.of(0)).isEqualTo(DurationBuckets.of(0.001));
        assertThat(DurationBuckets.seconds(DurationBuckets.of(0))).isCloseTo(0.001, within(0.00003));
    }
}
