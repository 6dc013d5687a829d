package dev.weft.worker.interpreter.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharesTest {
    @Test
    void shouldLetAllItemsBeginWhereNothingBoundsThem() {
        assertThat(shares(501, 501, null, true).items()).containsExactly(500, 1);
        assertThat(shares(1_900, 1_900, null, true).items()).containsExactly(500, 500, 500, 400);
        assertThat(shares(2_001, 2_001, null, true).items()).containsExactly(500, 500, 500, 500, 1);
        assertThat(shares(2_001, 2_001, null, true).atOnce()).isEqualTo(4);
    }

    @Test
    void shouldGiveWhatASmallSliceCanNotUseToOthers() {
        assertThat(shares(520, 510, null, true).items()).containsExactly(490, 20);
        assertThat(shares(1_000, 501, null, true).items()).containsExactly(251, 250);
        assertThat(shares(1_000, 7, null, true)).isEqualTo(new Shares(1, List.of(7, 7), null));
    }

    @Test
    void shouldShareSlotsAmongSlicesThatNeedSome() {
        assertThat(shares(1_100, 1_100, 5, true)).isEqualTo(new Shares(3, List.of(500, 500, 100), List.of(2, 2, 1)));
        assertThat(shares(1_100, 1_100, 2, true)).isEqualTo(new Shares(2, List.of(500, 500, 100), List.of(1, 1, 1)));
        assertThat(shares(501, 501, 1, true)).isEqualTo(new Shares(1, List.of(500, 1), List.of(1, 1)));
        assertThat(shares(501, 501, 1, false)).isEqualTo(new Shares(2, List.of(500, 1), List.of(1, 1)));
    }

    @Test
    void shouldNeverShareMoreThanThereIsAndStopNothing() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int items = 501 + random.nextInt(5_000);
            int wanted = 1 + random.nextInt(items);
            Integer slots = random.nextBoolean() ? null : 1 + random.nextInt(700);
            boolean works = random.nextBoolean();

            Shares shares = shares(items, wanted, slots, works);

            String what = "%d items, %d wanted, %s slots, %s: %s".formatted(items, wanted, slots, works, shares);
            assertThat(shares.atOnce()).as(what).isBetween(1, 4);
            assertThat(largest(shares.items(), shares.atOnce())).as(what).isLessThanOrEqualTo(Math.min(wanted, 2_000));
            assertThat(shares.items()).as(what).allMatch(share -> share > 0);
            if (slots != null && works) {
                assertThat(largest(shares.slots(), shares.atOnce())).as(what).isLessThanOrEqualTo(slots);
                assertThat(shares.slots()).as(what).allMatch(share -> share > 0);
            }
        }
    }

    /** What slices have together that may be under way at once, at most. */
    private static int largest(@Nullable List<Integer> shares, int atOnce) {
        assertThat(shares).isNotNull();
        return shares.stream()
                .sorted(Comparator.reverseOrder())
                .limit(atOnce)
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static Shares shares(int items, int wanted, @Nullable Integer slots, boolean works) {
        List<Integer> sizes = IntStream.iterate(0, from -> from < items, from -> from + 500)
                .mapToObj(from -> Math.min(500, items - from))
                .toList();
        return Shares.of(sizes, 4, wanted, slots, works);
    }
}
