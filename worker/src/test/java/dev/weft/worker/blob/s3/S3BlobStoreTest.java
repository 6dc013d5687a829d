package dev.weft.worker.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.BlobStore;
import dev.weft.definitions.blob.Blobs;
import dev.weft.worker.blob.BlobStoreContract;
import dev.weft.worker.blob.BlobStores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server that speaks S3, which is built once where it isn't there: that takes minutes. */
@Tag("long")
class S3BlobStoreTest extends BlobStoreContract {
    private static final String BUCKET = "weft-blobs";
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    @TempDir
    static Path temporary;

    private static @Nullable S3Server server;

    private String prefix = "";
    private BlobStore store;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start(temporary);
        assumeTrue(server != null, "There is no versitygw, and no Go to build it with");
        Files.createDirectory(server().folder.resolve(BUCKET));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static S3Server server() {
        return Objects.requireNonNull(server);
    }

    @BeforeEach
    void open() {
        prefix = "weft/" + PREFIXES.incrementAndGet();
        store = open(BUCKET, S3Server.CREDENTIALS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private BlobStore open(String bucket, Map<String, String> environment) {
        return new S3Blobs()
                .open(URI.create("s3://%s/%s?endpoint=%s".formatted(bucket, prefix, server().endpoint())), environment);
    }

    @Override
    protected BlobStore store() {
        return store;
    }

    @Override
    protected void damage(BlobKey key, byte[] content) throws IOException {
        Files.write(server().folder.resolve(BUCKET).resolve(prefix).resolve(key.sha256()), content);
    }

    @Test
    void shouldListWithoutAPrefixAndInSeveralPages() throws Exception {
        try (Blobs blobs = new Blobs(store)) {
            for (int i = 0; i < 1_050; i++) {
                blobs.put(String.valueOf(i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            AtomicInteger listed = new AtomicInteger();
            store.list((key, bytes, putAt) -> listed.incrementAndGet());

            assertThat(listed).hasValue(1_050);
        }
    }

    @Test
    void shouldBeOpenedBySetting() throws Exception {
        Map<String, String> environment = new LinkedHashMap<>(S3Server.CREDENTIALS);
        environment.put("WEFT_BLOBS", "s3://" + BUCKET + "?endpoint=" + server().endpoint() + "&region=us-east-1");
        try (Blobs blobs = BlobStores.open(temporary, environment)) {
            BlobKey key = blobs.put(new byte[] {1, 2});

            assertThat(blobs.get(key)).hasSize(2);
            assertThat(blobs.store().place()).isEqualTo("s3://" + BUCKET);
        }
    }

    @Test
    void shouldSayWhatIsWrong() {
        try (BlobStore nowhere = open("no-such-bucket", S3Server.CREDENTIALS)) {
            assertThatThrownBy(() -> new Blobs(nowhere).put(new byte[] {1}))
                    .isInstanceOfSatisfying(BlobException.class, e -> {
                        assertThat(e.kind()).isEqualTo(BlobException.Kind.UNAVAILABLE);
                        assertThat(e).hasMessageContaining("s3://no-such-bucket");
                    });
        }
        Map<String, String> stranger = Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "not-its-secret");
        try (BlobStore refused = open(BUCKET, stranger)) {
            assertThatThrownBy(() -> new Blobs(refused).put(new byte[] {1}))
                    .isInstanceOfSatisfying(BlobException.class, e -> {
                        assertThat(e.kind()).isEqualTo(BlobException.Kind.UNAVAILABLE);
                        assertThat(e.getMessage()).doesNotContain("not-its-secret");
                    });
        }
    }

    @Test
    void shouldSayThatTheServerIsGone() {
        URI gone = URI.create("s3://%s?endpoint=http://127.0.0.1:1".formatted(BUCKET));
        try (BlobStore store = new S3Blobs().open(gone, S3Server.CREDENTIALS)) {
            assertThatThrownBy(() -> new Blobs(store).put(new byte[] {1}))
                    .isInstanceOfSatisfying(
                            BlobException.class, e -> assertThat(e.kind()).isEqualTo(BlobException.Kind.UNAVAILABLE));
        }
    }
}
