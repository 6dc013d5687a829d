package dev.weft.worker.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.size.Extent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private long now;
    private final Rooms rooms = new Rooms(new Extent(2000, 100), () -> now);

    @Test
    void shouldKeepNoMoreThanThereIs() throws Exception {
        assertThat(keeps("a", 1000, 50)).isTrue();
        assertThat(keeps("b", 1000, 51)).isFalse();
        assertThat(keeps("b", 1001, 50)).isFalse();
        assertThat(keeps("b", 1000, 50)).isTrue();
        assertThat(keeps("c", 1, 0)).isFalse();
        assertThat(keeps("c", 0, 0)).isTrue();
        assertThat(rooms.free()).isEqualTo(Extent.NOTHING);
    }

    @Test
    void shouldKeepItOnceForWhoeverAsksTwice() throws Exception {
        assertThat(keeps("a", 2000, 100)).isTrue();
        assertThat(keeps("a", 2000, 100)).isTrue();

        assertThat(rooms.enter("a", new Extent(2000, 100))).isTrue();
        rooms.leave("a");

        assertThat(rooms.free()).isEqualTo(rooms.has());
    }

    @Test
    void shouldForgetInAWhileWhatNobodyCameFor() throws Exception {
        keeps("a", 2000, 0);
        now += Rooms.KEPT.toNanos();
        assertThat(keeps("b", 2000, 0)).isFalse();

        now++;

        assertThat(keeps("b", 2000, 0)).isTrue();
        assertThat(rooms.enter("a", new Extent(2000, 0))).isFalse();
    }

    @Test
    void shouldLetWhoComesLateInWhereThereIsRoom() throws Exception {
        keeps("a", 2000, 0);
        now += Rooms.KEPT.toNanos() + 1;

        assertThat(rooms.enter("a", new Extent(2000, 0))).isTrue();
        assertThat(keeps("b", 1, 0)).isFalse();
    }

    @Test
    void shouldHoldTheRoomOfWhoHasComeForAsLongAsThatTakes() throws Exception {
        keeps("a", 2000, 0);
        rooms.enter("a", new Extent(2000, 0));

        now += TimeUnit.DAYS.toNanos(1);

        assertThat(keeps("b", 1, 0)).isFalse();
        rooms.leave("a");
        assertThat(keeps("b", 1, 0)).isTrue();
    }

    @Test
    void shouldWaitUntilOneLeaves() throws Exception {
        rooms.enter("a", new Extent(2000, 0));
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                waiting.complete(rooms.keep("b", new Extent(1, 0), LONG));
            } catch (InterruptedException e) {
                waiting.completeExceptionally(e);
            }
        });
        assertThat(waiting).isNotDone();

        rooms.leave("a");

        assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private boolean keeps(String ticket, long cpu, long memory) throws InterruptedException {
        return rooms.keep(ticket, new Extent(cpu, memory), Duration.ZERO);
    }
}
