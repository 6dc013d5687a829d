package dev.weft.worker.secret;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.protocol.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures as they leave the worker: without secrets, also those that a cut has left a piece of, and bounded. Thread safe. */
public final class SafeFailures {
    private static final Logger LOG = LoggerFactory.getLogger(SafeFailures.class);

    private SafeFailures() {}

    /** What is told of a failure. */
    public static Failure of(ActionException e, Redactor redactor) {
        return new Failure(e.code(), redactor.redactMessage(String.valueOf(e.getMessage())), e.retryable());
    }

    /**
     * What is told of a defect: the author gets a sentence, the worker's log all of it.
     *
     * @param what has it, for people: {@code agent outliner}
     * @return {@code internal}, which another attempt may mend
     */
    public static Failure ofDefect(String what, Throwable defect, Redactor redactor) {
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
}
