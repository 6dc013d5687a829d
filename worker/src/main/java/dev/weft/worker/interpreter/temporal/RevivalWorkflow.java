package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.WeftRevival;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Objects;

/** Has a worker look at a terminated run. */
public final class RevivalWorkflow implements WeftRevival {
    @Override
    public Revival ask(Question question) {
        return Objects.requireNonNull(Workflow.newUntypedActivityStub(ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(30))
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(2).build())
                        .setSummary(question.run())
                        .build())
                .execute(RevivalActivity.TYPE, Revival.class, question));
    }
}
