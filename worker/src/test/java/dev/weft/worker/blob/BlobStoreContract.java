package dev.weft.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStore;
import dev.weft.definitions.blob.Blobs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every blob store does. */
public abstract class BlobStoreContract {
    private static final int MANY = 200;
    private static final int LARGEST = 20_000;

    /** The store, empty at first and the same in one test. */
    protected abstract BlobStore store();

    /** Puts other content in the place of a blob. */
    protected abstract void damage(BlobKey key, byte[] content) throws Exception;

    /** When something that is put now counts as put at the latest. */
    protected Instant soon() {
        return Instant.now().plus(Duration.ofMinutes(1));
    }

    @Test
    void shouldGiveBackWhatWasPut() throws Exception {
        Blobs blobs = new Blobs(store());
        Random random = new Random(42);
        Map<BlobKey, byte[]> put = new TreeMap<>();
        for (int i = 0; i < MANY; i++) {
            byte[] content = new byte[i == 0 ? 0 : random.nextInt(LARGEST)];
            random.nextBytes(content);
            put.put(blobs.put(content), content);
            // Some of it again.
            if (i % 3 == 0) {
                assertThat(blobs.put(content)).isEqualTo(BlobKey.of(content));
            }
        }
        for (Map.Entry<BlobKey, byte[]> one : put.entrySet()) {
            assertThat(blobs.get(one.getKey())).isEqualTo(one.getValue());
        }
        Map<BlobKey, Long> listed = new TreeMap<>();
        blobs.store().list((key, bytes, putAt) -> {
            assertThat(listed.put(key, bytes)).isNull();
            assertThat(putAt).isBefore(soon());
        });
        assertThat(listed.keySet()).isEqualTo(put.keySet());
        listed.forEach((key, bytes) -> assertThat(bytes).isEqualTo(Objects.requireNonNull(put.get(key)).length));
    }

    @Test
    void shouldKeepALargeOne() throws Exception {
        Blobs blobs = new Blobs(store());
        byte[] content = new byte[20 << 20];
        new Random(7).nextBytes(content);

        BlobKey key = blobs.put(content);

        assertThat(blobs.get(key)).isEqualTo(content);
    }

    @Test
    void shouldSayWhatIsMissing() {
        BlobKey key = BlobKey.of(new byte[] {1, 2, 3});

        assertThatThrownBy(() -> new Blobs(store()).get(key)).isInstanceOfSatisfying(BlobException.class, e -> {
            assertThat(e.kind()).isEqualTo(BlobException.Kind.MISSING);
            assertThat(e).hasMessageContaining(key.sha256()).hasMessageContaining(store().place());
        });
    }

    @Test
    void shouldNotGiveOtherContentAndTakeItAnew() throws Exception {
        Blobs blobs = new Blobs(store());
        byte[] content = "as it was".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        BlobKey key = blobs.put(content);
        damage(key, "as it w".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThatThrownBy(() -> blobs.get(key))
                .isInstanceOfSatisfying(
                        BlobException.class, e -> assertThat(e.kind()).isEqualTo(BlobException.Kind.DAMAGED));
        blobs.put(content);
        assertThat(blobs.get(key)).isEqualTo(content);
    }

    @Test
    void shouldDeleteWhatIsOldAlone() throws Exception {
        Blobs blobs = new Blobs(store());
        BlobKey key = blobs.put(new byte[] {5});

        assertThat(store().delete(key, Instant.now().minus(Duration.ofHours(1))))
                .isFalse();
        assertThat(blobs.get(key)).hasSize(1);
        assertThat(store().delete(key, soon())).isTrue();
        assertThat(store().delete(key, soon())).isFalse();
        assertThatThrownBy(() -> blobs.get(key)).isInstanceOf(BlobException.class);
        blobs.put(new byte[] {5});
        assertThat(blobs.get(key)).hasSize(1);
    }

    @Test
    void shouldServeManyAtOnce() throws Exception {
        Blobs blobs = new Blobs(store());
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int worker = 0; worker < 8; worker++) {
                all.add(pool.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        byte[] content = new byte[5_000];
                        new Random(i).nextBytes(content);
                        BlobKey key = blobs.put(content);
                        assertThat(blobs.get(key)).isEqualTo(content);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}
