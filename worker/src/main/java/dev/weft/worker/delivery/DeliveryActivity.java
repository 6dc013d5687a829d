package dev.weft.worker.delivery;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.egress.HttpAnswer;
import dev.weft.worker.egress.HttpGateway;
import dev.weft.worker.egress.HttpRequest;
import dev.weft.worker.egress.StatusSet;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.delivery.DeliveryOrder;
import dev.weft.worker.protocol.delivery.EventDelivery;
import dev.weft.worker.protocol.event.WebhookSignature;
import dev.weft.worker.secret.SafeFailures;
import dev.weft.worker.secret.SecretVault;
import dev.weft.worker.secret.Secrets;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends events as signed webhooks, to where this worker may reach. Thread safe. */
public final class DeliveryActivity implements EventDelivery {
    private static final String TYPE = "application/cloudevents+json";

    private final HttpGateway http;
    private final Secrets secrets;
    private final Clock clock;

    public DeliveryActivity(HttpGateway http, Secrets secrets, Clock clock) {
        this.http = http;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public int deliver(DeliveryOrder order) {
        int attempt = Activity.getExecutionContext().getInfo().getAttempt();
        SecretVault vault = secrets.open();
        try {
            byte[] body = order.event().getBytes(StandardCharsets.UTF_8);
            String timestamp = Long.toString(clock.instant().getEpochSecond());
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.put(WebhookSignature.ID, order.id());
            headers.put(WebhookSignature.TIMESTAMP, timestamp);
            headers.put(
                    WebhookSignature.SIGNATURE,
                    WebhookSignature.of(vault.value(order.secret()), order.id(), timestamp, body));
            headers.put("Weft-Attempt", Integer.toString(attempt));
            HttpAnswer answer = http.send(new HttpRequest("POST", HttpGateway.url(order.url()), headers, body, TYPE));
            answer.check(StatusSet.SUCCESS);
            return attempt;
        } catch (ActionException e) {
            throw failure(SafeFailures.of(e, vault.redactor()), e.retryAfter())
                    // What becomes of it is told to the API.
                    .setCategory(ApplicationErrorCategory.BENIGN)
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        } catch (RuntimeException e) {
            throw failure(SafeFailures.ofDefect("delivery " + order.id(), e, vault.redactor()), null)
                    .build();
        }
    }

    private static ApplicationFailure.Builder failure(Failure failure, @Nullable Duration wait) {
        ApplicationFailure.Builder told = ApplicationFailure.newBuilder()
                .setMessage(failure.message())
                .setType(failure.code())
                .setNonRetryable(!failure.retryable());
        return wait == null ? told : told.setNextRetryDelay(wait);
    }
}
