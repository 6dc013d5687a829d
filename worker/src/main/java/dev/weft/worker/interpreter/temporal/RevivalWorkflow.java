package dev.weft.worker.interpreter.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.worker.protocol.WeftRevival;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has a worker look at a terminated run. */
public final class RevivalWorkflow implements WeftRevival {
    @Override
    public @Nullable JsonNode ask(Question question) {
        return Workflow.newUntypedActivityStub(ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(30))
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(2).build())
                        .setSummary(question.run())
                        .build())
                .execute(RevivalActivity.TYPE, JsonNode.class, question);
    }
}
