package dev.weft.worker.interpreter.temporal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStart;
import dev.weft.worker.protocol.large.KeptState;
import dev.weft.worker.workflow.Versions;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a run go on in a new history before the present one is too long, and where a rollback has begun another going of
 * it. Once that is due nothing new is started, and what
 * is under way is awaited. Where that takes longer than ten minutes the run goes its way a while, and tries again; only
 * when the server's bound is near it waits as long as it takes. Workflow threads only.
 */
final class Continuation {
    /** Where the server suggests nothing before: it ends a run at 51,200 events. */
    private static final int EVENTS = 8_000;

    private static final long BYTES = 10_000_000;

    /** From here on there is no other way: the server ends a run at 51,200 events, or 50 MB. */
    private static final int LAST_EVENTS = 40_000;

    private static final long LAST_BYTES = 38_000_000;
    /** How long nothing is started so that what is under way can end. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** An attempt under way for longer than this isn't waited for, as long as there is another way. */
    private static final Duration LONG = Duration.ofSeconds(15);

    /** Name of the change by which a run goes on beside such an attempt. */
    private static final String GOES_ON = "runs go on beside long attempts";

    /** Events until it is tried again. */
    private static final int AGAIN = 2_000;

    /** The server takes 2 MiB; what it adds itself must fit in, too. */
    private static final int MAX_REQUEST = 1_900_000;

    /** Bytes of a state that is carried on; a larger one is kept elsewhere, and packed there. */
    private static final int MOST_CARRIED = 1 << 20;

    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private final RunRequest request;
    private final Runnable wake;
    private final int generation;
    private final BooleanSupplier keeps;
    private long notBefore;
    private boolean stays;
    private @Nullable CancellationScope patience;
    private Stops.@Nullable Begun patient;

    /**
     * @param generation of the run with which this history begins
     * @param keeps whether a large state may be kept elsewhere
     * @param wake is called when the run must look again whether it goes on here
     */
    Continuation(RunRequest request, int generation, BooleanSupplier keeps, Runnable wake) {
        this.request = request;
        this.generation = generation;
        this.keeps = keeps;
        this.wake = wake;
    }

    /**
     * Whether the run is to go on in a new history now; holds attempts and child runs back while that is near.
     */
    boolean isDue(RunState state, EffectPerformer performer) {
        WorkflowInfo info = Workflow.getInfo();
        if (!isWanted(state, info)) {
            return false;
        }
        boolean last = info.getHistoryLength() >= LAST_EVENTS || info.getHistorySize() >= LAST_BYTES;
        if (!last && patience == null && performer.isAnyOlder(LONG) && Versions.has(GOES_ON)) {
            giveUp(performer);
            return false;
        }
        performer.hold();
        if (performer.isIdle()) {
            stopPatience(performer);
            return true;
        }
        if (patience == null && !last) {
            startPatience(performer);
        }
        return false;
    }

    /** Has nothing start here any more where a rollback has begun another going: that is of a history of its own. */
    void holdIfDue(RunState state, EffectPerformer performer) {
        if (state.generation() != generation && isWanted(state, Workflow.getInfo())) {
            performer.hold();
        }
    }

    /** Lets the run end in this history: Temporal ends one as cancelled that goes on in a new one after it was told to cancel. */
    void stay(EffectPerformer performer) {
        stays = true;
        stopPatience(performer);
        performer.release();
    }

    /**
     * What the run goes on with; {@code null} where that is more than the server takes: then it goes on here. The run may be another
     * when this returns.
     */
    @Nullable RunRequest next(RunState state, UpdateAnswers answers, EffectPerformer performer) {
        byte[] json = StateDocument.json(state);
        KeptState kept = json.length > MOST_CARRIED && keeps.getAsBoolean() ? KeptStates.keep(json) : null;
        RunRequest next = next(kept == null ? StateDocument.document(json) : StateDocument.kept(kept, state), answers);
        if (fits(next)) {
            return next;
        }
        giveUp(performer);
        return null;
    }

    private RunRequest next(JsonNode document, UpdateAnswers answers) {
        RunStart before = request.start();
        return request.from(new RunStart(
                before == null ? 1 : before.continuation() + 1,
                document,
                answers.decided(),
                answers.delegated(),
                answers.controlled()));
    }

    private boolean isWanted(RunState state, WorkflowInfo info) {
        return !stays && info.getHistoryLength() >= notBefore && (state.generation() != generation || isLong(info));
    }

    private boolean isLong(WorkflowInfo info) {
        Integer own = request.continueAfter();
        return own != null
                ? info.getHistoryLength() >= own
                : info.isContinueAsNewSuggested()
                        || info.getHistoryLength() >= EVENTS
                        || info.getHistorySize() >= BYTES;
    }

    private void startPatience(EffectPerformer performer) {
        CancellationScope[] own = new CancellationScope[1];
        own[0] = Workflow.newDetachedCancellationScope(() -> Workflow.newTimer(PATIENCE)
                .handle((over, cancelled) -> {
                    if (cancelled == null && patience == own[0]) {
                        patience = null;
                        giveUp(performer);
                        wake.run();
                    }
                    return null;
                }));
        patience = own[0];
        patient = performer.stops().begunBetween();
        own[0].run();
    }

    private void stopPatience(EffectPerformer performer) {
        CancellationScope scope = patience;
        if (scope != null) {
            performer.stops().stop(Objects.requireNonNull(patient), () -> scope.cancel("what was under way has ended"));
            patience = null;
        }
    }

    private void giveUp(EffectPerformer performer) {
        notBefore = Workflow.getInfo().getHistoryLength() + AGAIN;
        performer.release();
    }

    /** Whether the server takes a request. */
    static boolean fits(RunRequest request) {
        return size(request) <= MAX_REQUEST;
    }

    private static int size(RunRequest request) {
        try {
            return JSON.writeValueAsBytes(request).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a run request that can be written, but " + e.getMessage(), e);
        }
    }
}
