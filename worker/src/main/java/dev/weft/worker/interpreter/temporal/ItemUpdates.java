package dev.weft.worker.interpreter.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.slice.ItemPlaces;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.ItemDesk;
import dev.weft.worker.protocol.ItemPlace;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.UpdateInfo;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Passes on what people ask of items that other runs do: by an activity, as one run can't update another. Workflow threads only. */
final class ItemUpdates {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(30))
            .setScheduleToCloseTimeout(Duration.ofMinutes(2))
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(200))
                    .setMaximumInterval(Duration.ofSeconds(10))
                    .build())
            .build();

    private ItemUpdates() {}

    /** Where the item is that a path means; {@code null} where it is none of another run. */
    static @Nullable ItemPlace place(RunLoop loop, RunState state, @Nullable String path) {
        return path == null ? null : ItemPlaces.find(state.nodes(loop.plan()), state.frames(), state.tasks(), path);
    }

    /**
     * Passes an update on, and waits for its answer.
     *
     * @throws ApplicationFailure where the other run refuses it
     */
    static <T> T pass(ItemPlace place, String name, Object argument, Class<T> answer) {
        JsonNode given = JSON.valueToTree(argument);
        String id = Workflow.getCurrentUpdateInfo().map(UpdateInfo::getUpdateId).orElse("");
        try {
            return Workflow.newUntypedActivityStub(OPTIONS.toBuilder()
                            .setSummary(place.path() + ": " + name)
                            .build())
                    .execute(ItemDesk.PASS, answer, new ItemDesk.Update(place.run(), name, given, id));
        } catch (ActivityFailure e) {
            throw e.getCause() instanceof ApplicationFailure refused
                    ? ApplicationFailure.newFailure(refused.getOriginalMessage(), refused.getType())
                    : ApplicationFailure.newFailure(
                            "Run '%s' was not told: %s".formatted(place.run(), e.getCause()), "not_passed_on");
        }
    }
}
