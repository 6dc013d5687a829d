package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.large.LargeDesk;
import dev.weft.worker.protocol.large.Question;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Learns when a store can be used that couldn't: an activity looks, which Temporal makes again every few seconds, at no cost of
 * events or slots. Workflow threads only.
 */
final class StoreWatch {
    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(30))
            .setCancellationType(ActivityCancellationType.TRY_CANCEL)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(500))
                    .setBackoffCoefficient(1.5)
                    .setMaximumInterval(Duration.ofSeconds(4))
                    .build())
            .build();

    /** Between two looks that find a store which then doesn't answer all the same. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Runnable came;
    private @Nullable String code;
    private @Nullable String why;
    private @Nullable Instant since;
    private @Nullable CancellationScope watching;
    private int inVain;

    /**
     * @param came is called when the store can be used
     */
    StoreWatch(Runnable came) {
        this.came = came;
    }

    /** It didn't answer a question. */
    void away(String failure, String message) {
        code = failure;
        why = message;
        since = since == null ? RunClock.now() : since;
    }

    /** It has answered one. */
    void answered() {
        if (watching == null) {
            inVain = 0;
            since = null;
            why = null;
            code = null;
        }
    }

    /** Whether it needn't be asked, as it is known not to answer. One that is full still tells what it has. */
    boolean isAwayFor(Collection<Question> questions) {
        boolean onlyReads = questions.stream().noneMatch(question -> question.kind() == Question.Kind.KEEP);
        return watching != null && !(Objects.equals(code, LargeQuestions.FULL) && onlyReads);
    }

    /** Why it can't be used; {@code null} where it can, as far as is known. */
    @Nullable String why() {
        return why;
    }

    /** For people; {@code null} where it can be used. */
    RunView.@Nullable Waiting waits() {
        return why == null || since == null ? null : new RunView.Waiting("", RunView.Waiting.STORE, why, since);
    }

    /** Looks until it can be used. */
    void watch() {
        if (watching == null) {
            CancellationScope scope = Workflow.newDetachedCancellationScope(() -> Async.procedure(this::look));
            watching = scope;
            scope.run();
        }
    }

    void stop() {
        if (watching != null) {
            CancellationScope before = watching;
            watching = null;
            before.cancel("nothing waits for it");
        }
    }

    private void look() {
        try {
            if (inVain > 0) {
                Duration pause = Duration.ofSeconds(1L << Math.min(inVain, 6));
                Workflow.sleep(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
            }
            inVain++;
            Workflow.newUntypedActivityStub(OPTIONS).execute(LargeDesk.REACH, Void.class);
        } catch (CanceledFailure e) {
            return;
        } catch (ActivityFailure e) {
            if (e.getCause() instanceof CanceledFailure) {
                return;
            }
            // There is none: whoever asks is told so.
        }
        watching = null;
        came.run();
    }
}
