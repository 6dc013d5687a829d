package dev.weft.worker.activity;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.model.Durations;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Watches over the work of one attempt: gives Temporal signs of life, and interrupts the work when it is cancelled, out
 * of time, or the worker stops. The work has a virtual thread of its own; whoever ignores the interrupt is left behind.
 */
final class Supervision {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);
    private static final Duration SHORTEST_SILENCE = Duration.ofMillis(100);

    private final ActivityExecutionContext temporal;
    private final Duration silence;

    Supervision(ActivityExecutionContext temporal) {
        this.temporal = temporal;
        this.silence = silence(temporal.getInfo().getHeartbeatTimeout());
    }

    /** A third of what Temporal grants, so that one lost sign does no harm. */
    private static Duration silence(@Nullable Duration heartbeatTimeout) {
        if (heartbeatTimeout == null || heartbeatTimeout.isZero()) {
            return LONGEST_SILENCE;
        }
        Duration third = heartbeatTimeout.dividedBy(3);
        return third.compareTo(LONGEST_SILENCE) > 0
                ? LONGEST_SILENCE
                : third.compareTo(SHORTEST_SILENCE) < 0 ? SHORTEST_SILENCE : third;
    }

    /**
     * Runs the work to its end.
     *
     * @param name of its thread
     * @param timeout in milliseconds; {@code null} for none
     * @throws ActionException {@code timeout}, {@code lost} when the worker stops
     * @throws ActivityCompletionException when Temporal has cancelled the attempt, or wants no answer any more
     * @throws ExecutionException with what the work threw
     */
    @Nullable Object run(String name, @Nullable Long timeout, Callable<@Nullable Object> work)
            throws ActionException, ExecutionException {
        FutureTask<@Nullable Object> task = new FutureTask<>(work);
        Thread thread = Thread.ofVirtual().name(name).start(task);
        long start = System.nanoTime();
        try {
            while (true) {
                long left = timeout == null
                        ? Long.MAX_VALUE
                        : TimeUnit.MILLISECONDS.toNanos(timeout) - (System.nanoTime() - start);
                try {
                    return task.get(Math.max(0, Math.min(left, silence.toNanos())), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (timeout != null && left <= silence.toNanos()) {
                        throw new ActionException(
                                "timeout",
                                "Expected an end within " + Durations.format(Duration.ofMillis(timeout))
                                        + ", but the attempt was still at work and was stopped.");
                    }
                    temporal.heartbeat(null);
                }
            }
        } catch (InterruptedException e) {
            throw new ActionException("lost", "The worker was stopped while the attempt was at work.");
        } finally {
            end(thread);
        }
    }

    /** Nothing of the work goes on once its attempt has ended. */
    private static void end(Thread thread) {
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(GRACE);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
