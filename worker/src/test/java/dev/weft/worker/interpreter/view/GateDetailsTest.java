package dev.weft.worker.interpreter.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.source.SourceText;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.gate.GateRules;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the Temporal Web UI shows of a gate. */
class GateDetailsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldShowAllThatAPersonNeedsToDecide() {
        // given a gate at its first level, with one of two approvals
        RunLoop loop = loop("""
                version: "3.0.0"
                id: asked
                tasks:
                  ask:
                    action: approval_gate
                    parameters:
                      title: Spend it?
                      description: Of **this** year.
                      levels:
                        - {approvers: ["user:kim", "user:eve"], quorum: 2, timeout: 1d}
                        - {approvers: ["user:chief"]}
                      delegates: {"user:eve": "user:bo"}
                      inputs: {account: {type: string, default: none}}
                """);
        RunState state = loop.on(RunState.initial(loop.plan()), new RunEvent.Started(NOW))
                .state();
        Decision decision = new Decision("ask", "approve", "kim", null, "fine", null, null, null);
        GateRules.Admitted.Counts counts = (GateRules.Admitted.Counts) GateRules.admit(loop, state, decision, NOW);
        state = loop.on(state, counts.event()).state();

        // when
        String details = new CurrentDetails(loop).of(state, RunViews.waitingOn(loop, state));

        // then
        assertThat(details)
                .contains("> **Spend it?**")
                .contains("> Of **this** year.")
                .contains("> Level 1 of 2, 1 of 2 approvals, until 2026-01-02T00:00:00Z.")
                .contains("> To fill in, as `inputs`: account.")
                .contains("> user:bo may decide in the place of user:eve.")
                .contains("> * Level 1: approve by kim at 2026-01-01T00:00:00Z: fine");
    }

    private static RunLoop loop(String yaml) {
        String definition = Definitions.canonical(
                Objects.requireNonNull(Definitions.read(new SourceText("test.yaml", yaml), Surroundings.UNKNOWN)
                        .definition()));
        return new RunLoop(
                Definitions.compile(definition),
                new RunFacts("run-1", new RunRequest("asked", 1, definition, Map.of(), Map.of(), "ann", Map.of())));
    }
}
