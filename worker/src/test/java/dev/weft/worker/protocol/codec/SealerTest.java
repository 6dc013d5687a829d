package dev.weft.worker.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys that come, change, break and go while a process is at work. */
class SealerTest {
    private final Place place = new Place();
    private final AtomicLong time = new AtomicLong();
    private final Sealer sealer = new Sealer(place, time::get);
    private final SealingCodec codec = new SealingCodec(sealer);

    private static final class Place implements KeySource {
        private @Nullable String text;
        private boolean broken;

        @Override
        public Optional<String> read() throws IOException {
            if (broken) {
                throw new IOException("out of reach");
            }
            return Optional.ofNullable(text);
        }

        @Override
        public String place() {
            return "keys.json";
        }
    }

    private static List<Payload> clear(String text) {
        return List.of(Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                .setData(ByteString.copyFromUtf8(text))
                .build());
    }

    private void later() {
        time.addAndGet(TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    void shouldLeaveWhatFailuresSayInTheClearWithoutKeys() {
        Failure failure = SealingCodec.converter(sealer)
                .exceptionToFailure(ApplicationFailure.newFailure("no such file", "gone"));

        assertThat(failure.getMessage()).isEqualTo("no such file");
        assertThat(failure.hasEncodedAttributes()).isFalse();
    }

    @Test
    void shouldSealWhatFailuresSay() {
        place.text = Keyset.make().write();
        DataConverter converter = SealingCodec.converter(sealer);

        Failure failure = converter.exceptionToFailure(ApplicationFailure.newFailure("no such file", "gone"));

        assertThat(failure.toString()).doesNotContain("no such file");
        assertThat(converter.failureToException(failure)).hasMessageContaining("no such file");
    }

    @Test
    void shouldSealAndOpenWithTheKeyNamed() {
        Keyset keys = Keyset.make();
        place.text = keys.write();

        List<Payload> sealed = codec.encode(clear("hello"));

        assertThat(sealed.getFirst().getMetadataOrThrow("encoding").toStringUtf8())
                .isEqualTo("binary/encrypted");
        assertThat(sealed.getFirst().getMetadataOrThrow("encryption-key-id").toStringUtf8())
                .isEqualTo(keys.primary());
        assertThat(sealed.toString()).doesNotContain("hello");
        assertThat(codec.decode(sealed)).isEqualTo(clear("hello"));
        assertThat(codec.encode(clear("hello"))).as("never the same twice").isNotEqualTo(sealed);
    }

    @Test
    void shouldLeaveThingsInTheClearWhereThereAreNoKeys() {
        assertThat(codec.encode(clear("hello"))).isEqualTo(clear("hello"));
        assertThat(codec.decode(clear("hello"))).isEqualTo(clear("hello"));
    }

    @Test
    void shouldNoticeNewKeysAndReadWithOldOnes() {
        Keyset first = Keyset.make();
        place.text = first.write();
        List<Payload> old = codec.encode(clear("a"));
        Keyset second = first.withNewKey(true);
        place.text = second.write();
        later();

        assertThat(codec.encode(clear("b"))
                        .getFirst()
                        .getMetadataOrThrow("encryption-key-id")
                        .toStringUtf8())
                .isEqualTo(second.primary())
                .isNotEqualTo(first.primary());
        assertThat(codec.decode(old)).isEqualTo(clear("a"));
    }

    @Test
    void shouldLookAtOnceWhereAKeyIsMissing() {
        Keyset first = Keyset.make();
        place.text = first.write();
        sealer.check();
        Keyset second = first.withNewKey(true);
        place.text = second.write();
        Sealer other = new Sealer(place, time::get);

        List<Payload> sealed = new SealingCodec(other).encode(clear("x"));

        assertThat(codec.decode(sealed)).isEqualTo(clear("x"));
    }

    @Test
    void shouldNameTheKeyThatIsMissingAndGoOnOnceItIsThere() {
        Keyset theirs = Keyset.make();
        place.text = theirs.write();
        List<Payload> sealed = codec.encode(clear("x"));
        Place mine = new Place();
        mine.text = Keyset.make().write();
        SealingCodec other = new SealingCodec(new Sealer(mine, time::get));

        assertThatThrownBy(() -> other.decode(sealed))
                .isInstanceOf(SealException.class)
                .hasMessage(
                        "Expected key " + theirs.primary()
                                + " to read a payload, but it isn't among the keys in keys.json. Put it back; it is found within a second, and what waits for it goes on.");
        mine.text = theirs.write();
        assertThat(other.decode(sealed)).isEqualTo(clear("x"));
    }

    @Test
    void shouldGoOnWithWhatItHasWhereThePlaceIsLostOrBroken() {
        place.text = Keyset.make().write();
        List<Payload> sealed = codec.encode(clear("x"));

        for (Runnable loss : List.<Runnable>of(
                () -> place.text = null, () -> place.text = "{\"primaryKeyId\": 12", () -> place.broken = true)) {
            loss.run();
            later();
            assertThat(codec.decode(sealed)).isEqualTo(clear("x"));
            assertThat(codec.encode(clear("y"))).isNotEqualTo(clear("y"));
        }
    }

    @Test
    void shouldNotWriteInTheClearOnceItMetSomethingSealed() {
        place.text = Keyset.make().write();
        List<Payload> sealed = codec.encode(clear("x"));
        SealingCodec without = new SealingCodec(new Sealer(new Place(), time::get));

        assertThatThrownBy(() -> without.decode(sealed)).hasMessageContaining("there are no keys in keys.json");
        assertThatThrownBy(() -> without.encode(clear("y")))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("Put them back");
    }

    @Test
    void shouldRefuseWhatWasChanged() {
        place.text = Keyset.make().write();
        Payload sealed = codec.encode(clear("x")).getFirst();
        byte[] bytes = sealed.getData().toByteArray();
        bytes[bytes.length - 1] ^= 1;
        Payload changed = sealed.toBuilder().setData(ByteString.copyFrom(bytes)).build();

        assertThatThrownBy(() -> codec.decode(List.of(changed))).hasMessageContaining("found something else");
    }

    @Test
    void shouldSayNothingOfTheKeysThemselves() {
        Keyset keys = Keyset.make();
        String secret = keys.write().replaceAll("(?s).*\"value\":\\s*\"([^\"]+)\".*", "$1");

        assertThat(keys.toString()).doesNotContain(secret).contains(keys.primary());
        place.text = keys.write().replace("AesGcmKey", "NoSuchKey");
        assertThatThrownBy(sealer::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("In keys.json: Expected a Tink keyset")
                .hasNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
        assertThat(secret.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(30);
    }

    @Test
    void shouldChangeKeysetsOneStepAtATime() {
        Keyset one = Keyset.make();
        Keyset two = one.withNewKey(false);
        String old = one.primary();
        String added = two.keys().getLast().id();

        assertThat(two.primary()).isEqualTo(old);
        Keyset promoted = two.withPrimary(added);
        assertThat(promoted.primary()).isEqualTo(added);
        assertThat(promoted.withStatus(old, false).opens(old)).isFalse();
        assertThat(promoted.without(old).keys()).hasSize(1);
        assertThatThrownBy(() -> promoted.without(added)).hasMessageContaining("is the primary");
        assertThatThrownBy(() -> promoted.withPrimary("17")).hasMessageContaining("Expected one of the keys");
        assertThat(Keyset.parse(promoted.write()).keys()).isEqualTo(promoted.keys());
    }
}
