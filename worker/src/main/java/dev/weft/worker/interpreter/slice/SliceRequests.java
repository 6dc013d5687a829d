package dev.weft.worker.interpreter.slice;

import dev.weft.definitions.plan.Plan;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.block.ForEachItems;
import dev.weft.worker.interpreter.block.ForEaches;
import dev.weft.worker.interpreter.cache.Results;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.lease.LeasesAround;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.SliceItems;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a run is started with that does a slice: a definition of the loop alone, and a state in which it has begun. */
final class SliceRequests {
    private SliceRequests() {}

    /**
     * The request.
     *
     * @param untold how many of its items may fail before it says so
     */
    static RunRequest make(Turn turn, int slice, int untold) {
        int index = turn.parent(slice);
        SliceItems items = SliceItems.of(Objects.requireNonNull(turn.nodes.frame(slice)));
        SliceDefinition definition = SliceDefinition.of(turn, index, items.slotsOf(turn.maxConcurrent));
        RunRequest own = turn.facts.request();
        String document = definition.document();
        RunRequest request = new RunRequest(
                own.workflow(),
                own.revision(),
                document,
                SliceNames.inputs(turn, definition.task()),
                own.agents(),
                own.startedBy(),
                own.labels(),
                own.decisionKeys(),
                own.priority(),
                LeasesAround.parent(turn, slice, true).of(Results.place(turn, slice)),
                own.definitions(),
                null,
                null,
                own.continueAfter(),
                own.eventsSince(),
                own.maxRuns());
        Plan plan = turn.facts.plans().apply(document);
        RunState state = begun(
                new RunLoop(plan, turn.facts),
                turn,
                items,
                SliceFailures.left(turn, index),
                untold,
                SliceNames.of(turn, index, definition));
        return request.from(RunStart.of(StateDocument.write(state)));
    }

    private static RunState begun(
            RunLoop loop, Turn turn, SliceItems items, int tolerated, int untold, Map<String, @Nullable Object> names) {
        Turn child = loop.turn(RunState.initial(loop.plan()).within(names), turn.now);
        child.begin();
        child.maxConcurrent = items.slotsOf(turn.maxConcurrent);
        List<ForEachItems.Item> own = new ArrayList<>();
        for (int i = 0; i < items.numbers().size(); i++) {
            own.add(new ForEachItems.Item(items.numbers().get(i), items.values().get(i)));
        }
        ForEaches.open(child, 0, Frame.Kind.ITEM, own, Math.min(own.size(), items.atOnce()), tolerated);
        SliceFailures.tellFrom(child, untold);
        Step begun = child.done();
        return begun.state().telling(begun.facts());
    }
}
