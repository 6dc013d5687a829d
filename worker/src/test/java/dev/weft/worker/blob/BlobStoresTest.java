package dev.weft.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.Blobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoresTest {
    @TempDir
    Path home;

    @Test
    void shouldKeepFilesInTheHomeByDefault() throws Exception {
        try (Blobs blobs = BlobStores.open(home, Map.of())) {
            blobs.put(new byte[] {1});

            assertThat(blobs.store().place()).isEqualTo(home.resolve("blobs").toString());
        }
    }

    @Test
    void shouldKeepFilesWhereItIsSaid() throws Exception {
        Path other = home.resolve("other folder");
        try (Blobs blobs =
                BlobStores.open(home, Map.of("WEFT_BLOBS", other.toUri().toString()))) {
            blobs.put(new byte[] {1});

            assertThat(blobs.store().place()).isEqualTo(other.toString());
            assertThat(home.resolve("blobs")).doesNotExist();
        }
    }

    @Test
    void shouldSayWhatAPlaceLooksLike() {
        for (String wrong : new String[] {
            "/mnt/blobs",
            "ftp://host/x",
            "s3:nothing",
            "s3://id:secret@bucket/x",
            "s3://bucket?colour=red",
            "file:relative",
            ":"
        }) {
            assertThatThrownBy(() -> BlobStores.open(home, Map.of("WEFT_BLOBS", wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Expected")
                    .message()
                    .doesNotContain("secret@");
        }
    }

    @Test
    void shouldSayThatAFolderCannotBeHad() throws Exception {
        Path file = Files.createFile(home.resolve("file"));

        assertThatThrownBy(() ->
                        BlobStores.open(home, Map.of("WEFT_BLOBS", file.toUri().toString())))
                .isInstanceOfSatisfying(BlobException.class, e -> {
                    assertThat(e.kind()).isEqualTo(BlobException.Kind.UNAVAILABLE);
                    assertThat(e).hasMessageContaining(file.toString());
                });
    }
}
