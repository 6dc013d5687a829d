package dev.weft.definitions.lower;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SequenceTest {
    @Test
    void shouldLinkTasksWithoutNeedsToTheOneBefore() {
        assertThat(Sequence.links(
                        List.of(List.of(), List.of(), List.of(0), List.of()), List.of(true, false, true, true)))
                .containsExactly(null, null, null, 2);
    }

    @Test
    void shouldNeverMakeACircle() {
        Random random = new Random(11);
        int linked = 0;
        for (int i = 0; i < 3000; i++) {
            int size = 1 + random.nextInt(8);
            // Needs follow a hidden order, so that there is no circle to begin with.
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, size).boxed().toList());
            Collections.shuffle(order, random);
            List<List<Integer>> needs = new ArrayList<>();
            List<Boolean> inOrder = new ArrayList<>();
            for (int task = 0; task < size; task++) {
                int self = task;
                needs.add(IntStream.range(0, size)
                        .filter(other -> order.indexOf(other) < order.indexOf(self) && random.nextInt(4) == 0)
                        .boxed()
                        .toList());
                inOrder.add(random.nextInt(3) > 0);
            }

            List<@Nullable Integer> links = Sequence.links(needs, inOrder);

            assertThat(hasCircle(needs, links)).as(needs + " " + links).isFalse();
            linked += (int) links.stream().filter(link -> link != null).count();
        }
        assertThat(linked).isGreaterThan(1000);
    }

    private static boolean hasCircle(List<List<Integer>> needs, List<@Nullable Integer> links) {
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, needs.size()).boxed().toList());
        while (left.removeIf(task -> {
            Integer link = links.get(task);
            return needs.get(task).stream().noneMatch(left::contains) && (link == null || !left.contains(link));
        })) {
            // Those that wait for nobody any more are taken away until nothing moves.
        }
        return !left.isEmpty();
    }
}
