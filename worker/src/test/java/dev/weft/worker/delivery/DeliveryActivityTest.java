package dev.weft.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.dial.EgressPolicy;
import dev.weft.worker.protocol.delivery.DeliveryOrder;
import dev.weft.worker.protocol.delivery.EventDelivery;
import dev.weft.worker.secret.SecretProvider;
import dev.weft.worker.secret.Secrets;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryActivityTest {
    private static final String SECRET = "t0p-s3cret/value";

    private final HttpGateway gateway = new HttpGateway(EgressPolicy.allowing(List.of("127.0.0.1")));
    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        environment.close();
        gateway.close();
        server.close();
    }

    private ApplicationFailure failure(SecretProvider secrets) {
        environment.registerActivitiesImplementations(
                new DeliveryActivity(gateway, new Secrets(List.of(secrets)), Clock.systemUTC()));
        EventDelivery delivery = environment.newActivityStub(
                EventDelivery.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .build());
        String url = "http://127.0.0.1:" + server.getPort() + "/";
        ActivityFailure failed = catchThrowableOfType(
                ActivityFailure.class,
                () -> delivery.deliver(new DeliveryOrder(1, 2, "event-3", url, "HOOK", "{}", 60, false)));
        return (ApplicationFailure) Objects.requireNonNull(failed.getCause());
    }

    @Test
    void shouldTellNoSecretThatTheReceiverGivesBackNorWhatACutLeftOfOne() {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Content-Type", "text/plain")
                .setHeader("Retry-After", "7")
                .body(SECRET + "x".repeat(290 - SECRET.length()) + SECRET)
                .build());

        ApplicationFailure failure = failure(name -> Optional.of(SECRET));

        assertThat(failure.getType()).isEqualTo("http_503");
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
        assertThat(failure.getOriginalMessage())
                .contains("503: [secret HOOK]xxx")
                .contains("xxx[secret HOOK]")
                .doesNotContain(SECRET.substring(0, 5));
    }

    @Test
    void shouldTellADefectInASentenceWithABound() {
        ApplicationFailure failure = failure(name -> {
            throw new IllegalStateException("y".repeat(5_000));
        });

        assertThat(failure.getType()).isEqualTo("internal");
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getOriginalMessage())
                .startsWith("Expected an output or a failure of delivery event-3, but found a defect of it (Illegal")
                .hasSizeLessThan(4_010);
    }
}
