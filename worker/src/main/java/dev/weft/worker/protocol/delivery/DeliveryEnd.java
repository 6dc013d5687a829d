package dev.weft.worker.protocol.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a delivery.
 *
 * @param delivery its number
 * @param code why the receiver doesn't have it; {@code null} where it does
 * @param attempts how often it was sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryEnd(
        long delivery, @Nullable String code, @Nullable String reason, int attempts) {}
