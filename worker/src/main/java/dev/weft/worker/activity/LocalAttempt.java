package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.protocol.LocalBounds;
import dev.weft.worker.protocol.TaskInvocation;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/** An attempt in the worker that has the run: what it may take, and what is said where it takes more. */
final class LocalAttempt {
    private LocalAttempt() {}

    /** Its timeout in milliseconds: its own, but no more than it may take here. */
    static Long timeout(TaskInvocation invocation) {
        long most = LocalBounds.TIME.toMillis();
        return invocation.timeout() == null ? most : Math.min(most, invocation.timeout());
    }

    /**
     * Whether it could end otherwise on another worker, or as an attempt that tells of its life.
     *
     * @param e why it was stopped, or its output not taken
     */
    static boolean isExceeded(TaskInvocation invocation, ActionException e) {
        return switch (e.code()) {
            case "lost", "too_large" -> true;
            case "timeout" -> isShortOf(invocation.timeout());
            default -> false;
        };
    }

    private static boolean isShortOf(@Nullable Long timeout) {
        return timeout == null || timeout > LocalBounds.TIME.toMillis();
    }

    static ApplicationFailure exceeded() {
        return ApplicationFailure.newNonRetryableFailure("Made again on any worker.", LocalBounds.EXCEEDED);
    }
}
