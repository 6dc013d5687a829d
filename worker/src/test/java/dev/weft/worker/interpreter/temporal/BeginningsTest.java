package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.PinnedDefinition;
import dev.weft.worker.protocol.Restart;
import dev.weft.worker.protocol.RunRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What runs that begin once more are started with. */
class BeginningsTest {
    private static final RunRequest REQUEST = new RunRequest(
            "one",
            3,
            Runs.canonical("""
                    version: "3.0.0"
                    id: one
                    tasks:
                      a: {action: agent_task, agent: worker}
                      below: {action: workflow_trigger, parameters: {workflow: child}}
                    """),
            Map.of(),
            Map.of(),
            "ann",
            Map.of("team", "blue"),
            List.of("key"),
            1,
            new ParentRun("parent-1", "below", 1, true),
            Map.of("child", new PinnedDefinition("child", 1, "d1", null, List.of(), List.of())),
            null,
            "other-1",
            7,
            null,
            null);

    private final RunLoop loop =
            new RunLoop(PlanCache.plan(REQUEST.definition()), new RunFacts("one-1", REQUEST, PlanCache::plan));
    private final Beginnings beginnings = new Beginnings(loop, null);

    @Test
    void shouldBeTheSameRunInItsNextGoingForWhichNobodyWaits() {
        RunRequest revived = Objects.requireNonNull(beginnings
                .revived(RunState.initial(loop.plan()), new Control("retry", "bob", "a", null))
                .request());

        assertThat(generation(revived)).isEqualTo(2);
        assertThat(revived.parent()).isEqualTo(new ParentRun("parent-1", "below", 1, false));
        assertThat(revived)
                .usingRecursiveComparison()
                .ignoringFields("start", "parent")
                .isEqualTo(REQUEST);
    }

    private static int generation(RunRequest request) {
        return state(request).generation();
    }

    private static RunState state(RunRequest request) {
        return StateDocument.read(Objects.requireNonNull(request.start()).state());
    }

    @Test
    void shouldBeAnotherRunInItsFirstGoing() {
        RunRequest next = REQUEST.awaitedByNobody();

        RunRequest restarted = Objects.requireNonNull(beginnings
                .restarted(RunState.initial(loop.plan()), new Restart(next, null))
                .request());

        assertThat(generation(restarted)).isEqualTo(1);
        assertThat(restarted).usingRecursiveComparison().ignoringFields("start").isEqualTo(next);
    }

    /** What undoes runs that a task has started is in the plan that a run goes by, and so in its state. */
    @Test
    void shouldBeginWithAStateForEachTaskOfThePlanThatItGoesBy() {
        RunRequest restarted = Objects.requireNonNull(beginnings
                .restarted(RunState.initial(loop.plan()), new Restart(REQUEST.awaitedByNobody(), null))
                .request());

        assertThat(loop.plan().tasks()).hasSize(3);
        assertThat(state(restarted).tasks()).hasSameSizeAs(loop.plan().tasks());
    }
}
