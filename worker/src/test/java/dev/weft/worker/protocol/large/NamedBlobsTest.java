package dev.weft.worker.protocol.large;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.expression.LargeValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamedBlobsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(11);

    @Test
    void shouldTakeHandlesAloneForNamesThatAreCertain() throws IOException {
        for (int i = 0; i < 200; i++) {
            // given a digest of something else, a value, and a kept state
            BlobKey other = key();
            BlobKey value = key();
            BlobKey state = key();
            String json = JSON.writeValueAsString(Map.of(
                    "digest", other.sha256(),
                    "output",
                            List.of("@"
                                    + LargeValue.of("x", random.nextInt(1_000_000), value.sha256())
                                            .text()),
                    "kept", new KeptState(state.sha256(), random.nextLong(1_000_000_000), 1 + random.nextInt(9))));

            // when it stands in a content as it is, in JSON within JSON, or packed
            String content = switch (i % 3) {
                case 0 -> json;
                case 1 -> JSON.writeValueAsString(Map.of("inner", json));
                default ->
                    JSON.writeValueAsString(Map.of(Packed.FIELD, Packed.pack(json.getBytes(StandardCharsets.UTF_8))));
            };
            List<BlobKey> certain = new ArrayList<>();
            NamedBlobs.handles(content.getBytes(StandardCharsets.UTF_8), certain::add);
            List<BlobKey> all = new ArrayList<>();
            NamedBlobs.in(content.getBytes(StandardCharsets.UTF_8), all::add);

            // then
            assertThat(certain).as(content).containsExactlyInAnyOrder(value, state);
            assertThat(all).as(content).contains(other, value, state);
        }
    }

    private BlobKey key() {
        byte[] content = new byte[20];
        random.nextBytes(content);
        return BlobKey.of(content);
    }
}
