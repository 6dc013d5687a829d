package dev.weft.api.error;

import dev.weft.worker.protocol.codec.SealException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything else: a lost connection to the database is 503; the rest is a bug, told to the log and not to the caller. */
public final class AnyExceptionMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(AnyExceptionMapper.class);

    @Override
    public Response toResponse(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException refused) {
                return refused.response();
            }
            if (cause instanceof TimeoutException) {
                return new ApiException(
                                408, "too_slow", "Expected the whole request, but no more of it came for a while.")
                        .header("Connection", "close")
                        .response();
            }
            if (cause instanceof SealException sealed) {
                LOG.warn("{}", sealed.getMessage());
                return ApiException.unavailable("key_missing", sealed.getMessage(), 5)
                        .response();
            }
            if (Databases.refusesText(cause)) {
                return ApiException.invalid("Expected text without the character U+0000.")
                        .response();
            }
            if (Databases.isOutage(cause)) {
                LOG.warn("The database does not answer: {}", cause.toString());
                return ApiException.unavailable(
                                "database_unavailable",
                                "Expected the database to answer, but it does not. Nothing was changed; try again.",
                                2)
                        .response();
            }
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("Request failed, reference {}", reference, exception);
        return new ApiException(
                        500,
                        "internal",
                        "The platform made a mistake; its log has the details under reference " + reference + ".")
                .with("reference", reference)
                .response();
    }
}
