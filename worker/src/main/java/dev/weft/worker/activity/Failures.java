package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.secret.Redactor;
import io.temporal.failure.ApplicationFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures of attempts, on their way to the run. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int LONGEST = 4000;
    private static final String LOST = "lost";

    private Failures() {}

    /**
     * What Temporal is told: the code as type, {@code [Failure, milliseconds to wait at least or null]} as details. It
     * never retries by itself, but where the attempt was lost with its worker.
     */
    static ApplicationFailure of(ActionException e, Redactor redactor) {
        String message = shorten(redactor.redactMessage(String.valueOf(e.getMessage())));
        Failure failure = new Failure(e.code(), message, e.retryable());
        @Nullable Long wait = e.retryAfter() == null ? null : e.retryAfter().toMillis();
        return e.code().equals(LOST)
                ? ApplicationFailure.newFailure(message, e.code(), failure, wait)
                : ApplicationFailure.newNonRetryableFailure(message, e.code(), failure, wait);
    }

    /** A defect of an action or agent: the author gets a sentence, the worker's log all of it, neither any secret. */
    static ApplicationFailure unexpected(String what, Throwable defect, Redactor redactor) {
        StringWriter trace = new StringWriter();
        defect.printStackTrace(new PrintWriter(trace, true));
        LOG.error("{} failed unexpectedly: {}", what, redactor.redactMessage(trace.toString()));
        String said = defect.getMessage() == null ? "" : ": " + defect.getMessage();
        return of(
                new ActionException(
                        "internal",
                        "Expected an output or a failure of " + what + ", but found a defect of it ("
                                + defect.getClass().getSimpleName() + said + "). The worker's log says more."),
                redactor);
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
