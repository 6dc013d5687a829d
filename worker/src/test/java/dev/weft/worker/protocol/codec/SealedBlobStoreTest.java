package dev.weft.worker.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.Blobs;
import dev.weft.worker.blob.file.FileBlobStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs that are sealed, in files. */
class SealedBlobStoreTest {
    private static final byte[] CONTENT = "{\"text\": \"hello\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Path keys = Path.of("keys.json");
    private FileBlobStore files;
    private Blobs blobs;

    @BeforeEach
    void open() throws Exception {
        keys = folder.resolve("keys.json");
        files = FileBlobStore.open(folder.resolve("blobs"));
        blobs = new Blobs(new SealedBlobStore(files, new Sealer(KeySource.file(keys))));
    }

    @Test
    void shouldKeepContentsSealedUnderTheSameNames() throws Exception {
        Files.writeString(keys, Keyset.make().write());

        BlobKey key = blobs.put(CONTENT);

        assertThat(key).isEqualTo(BlobKey.of(CONTENT));
        assertThat(new String(files.get(key), StandardCharsets.ISO_8859_1)).doesNotContain("hello");
        assertThat(blobs.get(key)).isEqualTo(CONTENT);
        assertThat(blobs.put(CONTENT)).isEqualTo(key);
    }

    @Test
    void shouldReadWhatWasPutBeforeThereWereKeys() throws Exception {
        BlobKey key = blobs.put(CONTENT);
        assertThat(files.get(key)).isEqualTo(CONTENT);
        Files.writeString(keys, Keyset.make().write());

        assertThat(blobs.get(key)).isEqualTo(CONTENT);
    }

    @Test
    void shouldSayThatTheKeyIsMissingInAWayThatMayPass() throws Exception {
        Keyset first = Keyset.make();
        Files.writeString(keys, first.write());
        BlobKey key = blobs.put(CONTENT);
        Path others = folder.resolve("others.json");
        Files.writeString(others, Keyset.make().write());
        Blobs other = new Blobs(new SealedBlobStore(files, new Sealer(KeySource.file(others))));

        assertThatThrownBy(() -> other.get(key))
                .isInstanceOfSatisfying(
                        BlobException.class, e -> assertThat(e.isPassing()).isTrue())
                .hasMessageContaining("Expected key " + first.primary() + " to read blob " + key);
    }

    @Test
    void shouldRefuseABlobInTheOthersPlaceAndAPartOfOne() throws Exception {
        Files.writeString(keys, Keyset.make().write());
        BlobKey one = blobs.put(CONTENT);
        BlobKey other = blobs.put("[]".getBytes(StandardCharsets.UTF_8));
        byte[] sealed = files.get(one);
        files.put(other, sealed);

        assertThatThrownBy(() -> blobs.get(other)).isInstanceOf(BlobException.class);
        files.put(one, java.util.Arrays.copyOf(sealed, 18));
        assertThatThrownBy(() -> blobs.get(one)).isInstanceOf(BlobException.class);
    }
}
