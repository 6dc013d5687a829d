package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.Effect;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of child runs, from Temporal's own word of it. */
final class ChildEnds {
    private ChildEnds() {}

    static ChildReport report(Effect.StartChild effect, @Nullable Object outputs, @Nullable RuntimeException failure) {
        String path = Objects.requireNonNull(effect.request().parent()).task();
        if (failure == null) {
            return new ChildReport(effect.run(), path, RunStatus.COMPLETED, outputs, null);
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return switch (cause) {
            case CanceledFailure cancelled -> new ChildReport(effect.run(), path, RunStatus.CANCELLED, null, null);
            case TerminatedFailure terminated -> new ChildReport(effect.run(), path, RunStatus.TERMINATED, null, null);
            case TimeoutFailure timeout -> failed(effect, path, "timeout", "The run took longer than it may.");
            case ApplicationFailure authored -> failed(effect, path, authored.getType(), authored.getOriginalMessage());
            default ->
                failed(effect, path, "internal", Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
        };
    }

    private static ChildReport failed(Effect.StartChild effect, String path, String code, String message) {
        return new ChildReport(effect.run(), path, RunStatus.FAILED, null, new Failure(code, message, false));
    }
}
