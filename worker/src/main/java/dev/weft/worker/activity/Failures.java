package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.secret.Redactor;
import dev.weft.worker.secret.SafeFailures;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Failures of attempts, on their way to the run. */
final class Failures {
    private static final String LOST = "lost";

    private Failures() {}

    /**
     * What Temporal is told: the code as type, {@code [Failure, milliseconds to wait at least or null]} as details. It
     * never retries by itself, but where the attempt was lost with its worker.
     */
    static ApplicationFailure of(ActionException e, Redactor redactor) {
        return told(SafeFailures.of(e, redactor), e.retryAfter());
    }

    /** A defect of an action or agent: the author gets a sentence, the worker's log all of it, neither any secret. */
    static ApplicationFailure unexpected(String what, Throwable defect, Redactor redactor) {
        return told(SafeFailures.ofDefect(what, defect, redactor), null);
    }

    private static ApplicationFailure told(Failure failure, @Nullable Duration retryAfter) {
        @Nullable Long wait = retryAfter == null ? null : retryAfter.toMillis();
        return failure.code().equals(LOST)
                ? ApplicationFailure.newFailure(failure.message(), failure.code(), failure, wait)
                : ApplicationFailure.newNonRetryableFailure(failure.message(), failure.code(), failure, wait);
    }
}
