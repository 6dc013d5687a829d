package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What runs whatever happens, in items that runs of their own do, done again after the run was cancelled. */
class CleanUpInSlicesTest {
    private static final String RENTED = """
            version: "3.0.0"
            id: rented
            tasks:
              each:
                for_each: {in: "${{ lists.range(503) }}"}
                tasks:
                  rent: {when: "item >= 500", action: agent_task, agent: worker}
                  use: {needs: [rent], when: "item >= 500", action: wait_for_event, parameters: {type: never}}
                  free: {needs: [use], join: always, when: "item >= 500", action: agent_task, agent: worker}
              after: {needs: [each], action: agent_task, agent: worker}
            """;

    @Test
    void shouldDoNothingElseAgainAndLeaveTheRunCancelled() {
        Map<String, Integer> made = new HashMap<>();
        SlicedWorld world = new SlicedWorld(RunCase.loop(RENTED), new Random(1), path -> {
            int time = made.merge(path, 1, Integer::sum);
            return path.equals("each[501].free") && time == 1 ? Failure.permanent("broken", "no luck") : null;
        });
        settle(world);
        world.tell(new RunEvent.CancelAsked(SimulatedWorld.START.plusSeconds(9)));
        settle(world);
        assertThat(world.state().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(world.done).containsEntry("each[500].free", 1).doesNotContainKey("each[501].free");

        world.goAgain(new Control("retry", "ann", "each[501].free", null));
        settle(world);

        assertThat(world.state().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(world.done).containsEntry("each[501].free", 1).doesNotContainKey("after");
        assertThat(world.done.values()).containsOnly(1);
        assertThat(List.copyOf(world.done.keySet()))
                .containsExactly(
                        "each[500].free",
                        "each[500].rent",
                        "each[501].free",
                        "each[501].rent",
                        "each[502].free",
                        "each[502].rent");
    }

    private static void settle(SlicedWorld world) {
        while (world.step()) {
            // Whatever is said is heard.
        }
    }
}
