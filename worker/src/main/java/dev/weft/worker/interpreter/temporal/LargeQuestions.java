package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.large.Answer;
import dev.weft.worker.protocol.large.LargeDesk;
import dev.weft.worker.protocol.large.Question;
import dev.weft.worker.workflow.Versions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks where large values are, by local activities: what they answer stands in the history, so that a replay needs no store; what
 * they were asked doesn't, as it follows from the history. A store that can't be used is asked again for some seconds. Workflow
 * threads only.
 */
final class LargeQuestions {
    /** Name of the change by which runs keep elsewhere what they make themselves; an older run holds it. */
    private static final String KEEPS = "large values";

    /** Name of the change by which a run waits for a store as long as it takes, and goes on with all else. */
    private static final String WAITS = "store waits";

    /** Failures of a store that may pass. */
    private static final String UNAVAILABLE = "blob_store";

    static final String FULL = "blob_store_full";

    /** As nothing else of the run goes on meanwhile, it is soon given up. */
    static final LocalActivityOptions OPTIONS = options(5, Duration.ofMinutes(2));

    /** Of what a run can't go on without. */
    static final LocalActivityOptions PATIENT = options(0, Duration.ofDays(365));

    private static LocalActivityOptions options(int attempts, Duration whole) {
        return LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(2))
                .setScheduleToCloseTimeout(whole)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(200))
                        .setBackoffCoefficient(2)
                        .setMaximumInterval(Duration.ofSeconds(20))
                        .setMaximumAttempts(attempts)
                        .build())
                .setDoNotIncludeArgumentsIntoMarker(true)
                .build();
    }

    private @Nullable Boolean keeps;

    /** Whether what the run makes itself is kept elsewhere where it is large. */
    boolean keeps() {
        Boolean known = keeps;
        if (known == null) {
            known = Versions.has(KEEPS);
            keeps = known;
        }
        return known;
    }

    /** What an asking step is told of a store that can't be used. */
    interface Away {
        void is(String code, String message);
    }

    private static final class AwayException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;

        private AwayException(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    /**
     * Asks.
     *
     * @param questions by any keys
     * @param answered receives all answers, by the same keys
     * @param away is told instead where the store can't be used now
     */
    void ask(Map<String, Question> questions, Consumer<Map<String, Answer>> answered, Away away) {
        Workflow.newDetachedCancellationScope(() -> Async.procedure(() -> {
                    Map<String, Answer> answers;
                    try {
                        answers = all(questions);
                    } catch (AwayException e) {
                        away.is(e.code, String.valueOf(e.getMessage()));
                        return;
                    }
                    answered.accept(answers);
                }))
                .run();
    }

    private static Map<String, Answer> all(Map<String, Question> questions) {
        List<String> keys = List.copyOf(questions.keySet());
        List<Question> all = List.copyOf(questions.values());
        Map<String, Answer> answers = new LinkedHashMap<>();
        while (answers.size() < all.size()) {
            int from = answers.size();
            if (from > 0) {
                // One workflow task takes 4 MB in all; the shortest timer there is opens the next.
                Workflow.sleep(Duration.ofMillis(1));
            }
            List<Answer> some = some(all.subList(from, all.size()));
            for (int i = 0; i < some.size(); i++) {
                answers.put(keys.get(from + i), some.get(i));
            }
        }
        return answers;
    }

    private static List<Answer> some(List<Question> open) {
        try {
            return Objects.requireNonNull(Workflow.newUntypedLocalActivityStub(OPTIONS)
                            .execute(LargeDesk.EVALUATE, LargeDesk.Answers.class, open))
                    .answers();
        } catch (ActivityFailure e) {
            String code = e.getCause() instanceof ApplicationFailure failure ? failure.getType() : UNAVAILABLE;
            String message = e.getCause() instanceof ApplicationFailure failure
                    ? failure.getOriginalMessage()
                    : "Large values can't be had: " + e.getCause();
            boolean passing = code.equals(UNAVAILABLE) || code.equals(FULL);
            if (passing && Versions.has(WAITS)) {
                throw new AwayException(code, message);
            }
            return open.stream().map(question -> Answer.failed(code, message)).toList();
        }
    }
}
