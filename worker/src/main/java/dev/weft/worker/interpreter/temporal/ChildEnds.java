package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.large.Sendable;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of child runs, from Temporal's own word of it. */
final class ChildEnds {
    private ChildEnds() {}

    /**
     * What became of one.
     *
     * @param path of the task that it belongs to
     * @param failure of what waited for its end; {@code null} where it went well
     */
    static ChildReport report(String run, String path, @Nullable Object outputs, @Nullable RuntimeException failure) {
        if (failure == null) {
            return new ChildReport(run, path, RunStatus.COMPLETED, Sendable.read(outputs), null);
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return switch (cause) {
            case CanceledFailure cancelled -> new ChildReport(run, path, RunStatus.CANCELLED, null, null);
            case TerminatedFailure terminated -> new ChildReport(run, path, RunStatus.TERMINATED, null, null);
            case TimeoutFailure timeout -> failed(run, path, "timeout", "The run took longer than it may.");
            case ApplicationFailure authored -> failed(run, path, authored.getType(), authored.getOriginalMessage());
            default -> failed(run, path, "internal", Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
        };
    }

    private static ChildReport failed(String run, String path, String code, String message) {
        return new ChildReport(run, path, RunStatus.FAILED, null, new Failure(code, message, false));
    }
}
