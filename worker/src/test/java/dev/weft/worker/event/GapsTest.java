package dev.weft.worker.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.event.Gap.Work;
import dev.weft.worker.protocol.event.EventGaps;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GapsTest {
    private final Gaps gaps = new Gaps();

    @Test
    void shouldBeOneOfARunHoweverOftenItIsAskedFor() throws Exception {
        IntStream.rangeClosed(1, 500).forEach(i -> gaps.refused(batch("a", i)));
        gaps.lacks("a");

        Work work = gaps.take();

        assertThat(work.refused()).hasSize(500);
        gaps.done(work);
        assertThat(gaps.isEmpty()).isTrue();
    }

    @Test
    void shouldGiveToNobodyElseWhatIsTakenAndAgainWhatCameMeanwhile() throws Exception {
        gaps.refused(batch("a", 1));
        Work first = gaps.take();
        gaps.refused(batch("a", 2));
        gaps.lacks("b");

        Work other = gaps.take();

        assertThat(other.run()).isEqualTo("b");
        gaps.done(other);
        gaps.done(first);
        assertThat(gaps.take().refused()).containsExactly(batch("a", 2));
    }

    @Test
    void shouldGiveTheShortestFirstOnceAllAreMeasured() throws Exception {
        gaps.lacks("long");
        gaps.lacks("short");
        gaps.measured(gaps.take(), 3_000);
        gaps.measured(gaps.take(), 10);
        gaps.lacks("new");

        assertThat(List.of(gaps.take().run(), gaps.take().run(), gaps.take().run()))
                .containsExactly("new", "short", "long");
    }

    @Test
    void shouldTellWhatFailsUntilItIsDone() throws Exception {
        gaps.lacks("a");
        gaps.failed(gaps.take(), "broken");

        assertThat(gaps.standing().runs()).isEqualTo(1);
        assertThat(gaps.standing().trouble()).isEqualTo("a: broken");
        gaps.done(gaps.take());
        assertThat(gaps.standing()).isEqualTo(EventGaps.NONE);
    }

    /** What isn't kept is in the history, which is read for it. */
    @Test
    void shouldKeepABoundedNumberOfWhatWasRefused() throws Exception {
        IntStream.rangeClosed(1, 2_001).forEach(i -> gaps.refused(batch("a", i)));

        Work work = gaps.take();

        assertThat(work.refused()).hasSize(2_000);
        assertThat(work.more()).isTrue();
    }

    private static FactBatch batch(String run, int sequence) {
        return new FactBatch(
                run,
                "execution",
                "flow",
                1,
                1,
                List.of(new Fact(sequence, Instant.EPOCH, FactType.TASK_CHANGED, "it", Map.of("status", "WAITING"))));
    }
}
