package dev.weft.definitions.action;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The work of an attempt failed, for a reason that its author can understand. */
public final class ActionException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final boolean retryable;
    private final transient @Nullable Duration retryAfter;

    /**
     * A failure that another attempt may mend.
     *
     * @param code stable error code, such as {@code http_503}
     * @param message what happened and, where known, what to do
     */
    public ActionException(String code, String message) {
        this(code, message, true, null);
    }

    /**
     * @param retryable whether another attempt can help at all
     * @param retryAfter the least wait before the next attempt, as the other side asked for; {@code null} for none
     */
    public ActionException(String code, String message, boolean retryable, @Nullable Duration retryAfter) {
        super(message);
        this.code = code;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** A failure that no other attempt mends. */
    public static ActionException permanent(String code, String message) {
        return new ActionException(code, message, false, null);
    }

    /** Parameters that don't fit the action: code {@code invalid_parameters}, never retried. */
    public static ActionException invalidParameters(String message) {
        return permanent("invalid_parameters", message);
    }

    public String code() {
        return code;
    }

    public boolean retryable() {
        return retryable;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
