package dev.weft.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.blob.BlobKey;
import dev.weft.worker.protocol.codec.KeySource;
import dev.weft.worker.protocol.codec.Keyset;
import dev.weft.worker.protocol.codec.SealException;
import dev.weft.worker.protocol.codec.Sealer;
import dev.weft.worker.protocol.codec.SealingCodec;
import dev.weft.worker.protocol.large.NamedBlobs;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskCompletedEventAttributes;
import io.temporal.api.history.v1.ActivityTaskFailedEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.MarkerRecordedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sealed events name must be found, as what nothing names is deleted. */
class SealedPayloadsTest {
    private static final BlobKey KEY = BlobKey.of(new byte[] {1});

    @TempDir
    private Path folder;

    private DataConverter sealed(Keyset keys) throws Exception {
        Path file = Files.createTempFile(folder, "keys", ".json");
        Files.writeString(file, keys.write());
        return SealingCodec.converter(new Sealer(KeySource.file(file)));
    }

    private static List<HistoryEvent> naming(DataConverter converter) {
        Payloads value = converter.toPayloads(Map.of("sha256", KEY.sha256())).orElseThrow();
        return List.of(
                HistoryEvent.newBuilder()
                        .setActivityTaskCompletedEventAttributes(ActivityTaskCompletedEventAttributes.newBuilder()
                                .setResult(value))
                        .build(),
                HistoryEvent.newBuilder()
                        .setMarkerRecordedEventAttributes(
                                MarkerRecordedEventAttributes.newBuilder().putDetails("data", value))
                        .build(),
                HistoryEvent.newBuilder()
                        .setActivityTaskFailedEventAttributes(ActivityTaskFailedEventAttributes.newBuilder()
                                .setFailure(Failure.newBuilder()
                                        .setCause(Failure.newBuilder().setEncodedAttributes(value.getPayloads(0)))))
                        .build());
    }

    private static List<BlobKey> named(HistoryEvent event, PayloadTexts codec) {
        List<BlobKey> found = new ArrayList<>();
        SealedPayloads.in(event, payload -> NamedBlobs.in(codec.open(payload), found::add));
        return found;
    }

    @Test
    void shouldShowWhatIsSealedWhereverInAnEvent() throws Exception {
        DataConverter converter = sealed(Keyset.make());

        for (HistoryEvent event : naming(converter)) {
            List<BlobKey> asItStands = new ArrayList<>();
            NamedBlobs.in(event.toByteArray(), asItStands::add);

            assertThat(asItStands).isEmpty();
            assertThat(named(event, new PayloadTexts(converter))).containsExactly(KEY);
        }
    }

    @Test
    void shouldReadWhatFailuresSay() throws Exception {
        DataConverter converter = sealed(Keyset.make());
        Failure failure = converter.exceptionToFailure(
                new IllegalStateException("outside", ApplicationFailure.newFailure("INVALID: no number", "refused")));
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .build());

        try (TemporalRim rim = new TemporalRim(WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder().setDataConverter(converter).build()))) {
            assertThat(failure.getCause().getMessage()).doesNotContain("no number");
            assertThat(rim.opened(failure).getMessage()).isEqualTo("outside");
            assertThat(rim.opened(failure).getCause().getMessage()).isEqualTo("INVALID: no number");
        } finally {
            service.shutdownNow();
        }
    }

    @Test
    void shouldEndWhereAKeyIsMissing() throws Exception {
        HistoryEvent event = naming(sealed(Keyset.make())).getFirst();
        PayloadTexts others = new PayloadTexts(sealed(Keyset.make()));

        assertThatThrownBy(() -> named(event, others)).isInstanceOf(SealException.class);
    }
}
