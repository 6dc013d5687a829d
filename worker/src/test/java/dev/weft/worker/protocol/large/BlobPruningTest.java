package dev.weft.worker.protocol.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStore;
import dev.weft.definitions.blob.Blobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which blobs are deleted, and which never. */
class BlobPruningTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(1));
    private final Aged store = new Aged();
    private final Blobs blobs = new Blobs(store);

    @Test
    void shouldDeleteWhatNothingNamesAndIsOld() throws Exception {
        BlobKey named = put("named", 10);
        BlobKey unnamed = put("unnamed", 10);
        BlobKey young = put("young", 0);

        BlobPruning.Outcome counted = prune(false, "{\"large\": \"large:s:5:" + named + "\"}");
        assertThat(store.all).containsOnlyKeys(named, unnamed, young);
        BlobPruning.Outcome outcome = prune(true, "{\"large\": \"large:s:5:" + named + "\"}");

        assertThat(counted).isEqualTo(outcome);
        assertThat(outcome).isEqualTo(new BlobPruning.Outcome(3, 1, 1, 1, "unnamed".length()));
        assertThat(store.all).containsOnlyKeys(named, young);
    }

    @Test
    void shouldKeepWhatIsNamedByBlobsHoweverFarAndInPackedStates() throws Exception {
        BlobKey leaf = put("leaf", 10);
        BlobKey middle = put("[\"" + leaf + "/0\"]", 10);
        BlobKey packed = put("packed one", 10);
        byte[] state = ("{\"outputs\": \"large:l:9:" + packed + "\"}").getBytes(StandardCharsets.UTF_8);
        BlobKey kept = put("{\"version\":1,\"packed\":\"" + Packed.pack(state) + "\"}", 10);
        BlobKey none = put("none", 10);

        prune(true, "x" + middle + "y", "{\\\"kept\\\":{\\\"sha256\\\":\\\"" + kept + "\\\"}}");

        assertThat(store.all).containsOnlyKeys(leaf, middle, packed, kept).doesNotContainKey(none);
    }

    @Test
    void shouldKeepWhatIsPutAgainOrNamedBySomethingNewMeanwhile() throws Exception {
        BlobKey again = put("again", 10);
        BlobKey taken = put("taken", 10);
        int[] looks = new int[1];

        BlobPruning.prune(
                blobs,
                contents -> {
                    if (looks[0]++ == 0) {
                        store.put(again, "again".getBytes(StandardCharsets.UTF_8), NOW);
                    } else {
                        contents.accept(taken.toString().getBytes(StandardCharsets.UTF_8));
                    }
                },
                BEFORE,
                true);

        assertThat(store.all).containsOnlyKeys(again, taken);
    }

    @Test
    void shouldDeleteNothingWhereSomethingCannotBeRead() throws Exception {
        BlobKey named = put("named", 10);
        put("unnamed", 10);

        assertThatThrownBy(() -> BlobPruning.prune(
                        blobs,
                        contents -> {
                            throw new IllegalStateException("Temporal is away");
                        },
                        BEFORE,
                        true))
                .hasMessage("Temporal is away");
        store.unreadable.add(named);
        assertThatThrownBy(() -> prune(true, named.toString())).isInstanceOf(BlobException.class);

        assertThat(store.all).hasSize(2);
    }

    /** Blobs that name one another at random, against what can be reached from those that are named. */
    @Test
    void shouldKeepWhatCanBeReachedAndNothingElse() throws Exception {
        for (long seed = 0; seed < 200; seed++) {
            store.all.clear();
            store.putAt.clear();
            Random random = new Random(seed);
            Map<BlobKey, Set<BlobKey>> names = new HashMap<>();
            List<BlobKey> keys = new java.util.ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Set<BlobKey> own = new HashSet<>();
                StringBuilder text = new StringBuilder("blob " + i);
                for (int j = 0; j < random.nextInt(3) && !keys.isEmpty(); j++) {
                    BlobKey one = keys.get(random.nextInt(keys.size()));
                    own.add(one);
                    text.append(" large:m:1:").append(one);
                }
                BlobKey key = put(text.toString(), random.nextInt(20));
                keys.add(key);
                names.put(key, own);
            }
            BlobKey root = keys.get(random.nextInt(keys.size()));
            Set<BlobKey> expected = new HashSet<>();
            store.putAt.forEach((key, at) -> {
                if (at.isAfter(BEFORE)) {
                    expected.add(key);
                }
            });
            reach(root, names, expected);

            prune(true, root.toString());

            assertThat(store.all.keySet()).as("seed " + seed).isEqualTo(expected);
        }
    }

    private static void reach(BlobKey from, Map<BlobKey, Set<BlobKey>> names, Set<BlobKey> found) {
        found.add(from);
        names.getOrDefault(from, Set.of()).forEach(one -> reach(one, names, found));
    }

    private BlobPruning.Outcome prune(boolean really, String... contents) throws BlobException {
        Consumer<Consumer<byte[]>> all = accept -> {
            for (String content : contents) {
                accept.accept(content.getBytes(StandardCharsets.UTF_8));
            }
        };
        return BlobPruning.prune(blobs, all::accept, BEFORE, really);
    }

    private BlobKey put(String content, int days) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        BlobKey key = BlobKey.of(bytes);
        store.put(key, bytes, NOW.minus(Duration.ofDays(days)));
        return key;
    }

    /** Blobs that say when they were put. */
    private static final class Aged implements BlobStore {
        private final Map<BlobKey, byte[]> all = new HashMap<>();
        private final Map<BlobKey, Instant> putAt = new HashMap<>();
        private final Set<BlobKey> unreadable = new HashSet<>();

        void put(BlobKey key, byte[] content, Instant at) {
            all.put(key, content);
            putAt.put(key, at);
        }

        @Override
        public void put(BlobKey key, byte[] content) {
            put(key, content, NOW);
        }

        @Override
        public byte[] get(BlobKey key) throws BlobException {
            if (unreadable.contains(key)) {
                throw new BlobException(BlobException.Kind.UNAVAILABLE, "Nobody answers there.");
            }
            byte[] content = all.get(key);
            if (content == null) {
                throw Blobs.missing(key, place(), new NoSuchElementException());
            }
            return content;
        }

        @Override
        public void list(Visitor visitor) throws BlobException {
            for (BlobKey key : List.copyOf(all.keySet())) {
                visitor.visit(key, Objects.requireNonNull(all.get(key)).length, Objects.requireNonNull(putAt.get(key)));
            }
        }

        @Override
        public boolean delete(BlobKey key, Instant unlessPutAfter) {
            return !Objects.requireNonNull(putAt.get(key)).isAfter(unlessPutAfter) && all.remove(key) != null;
        }

        @Override
        public String place() {
            return "memory";
        }

        @Override
        public void close() {
            // There is nothing that stays open.
        }
    }
}
