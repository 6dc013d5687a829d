package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.view.RunViews;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** An agent for which as many wait as its lease takes. */
class FullLinesTest {
    private static final String TEXT = """
            version: "3.0.0"
            id: test
            tasks:
              a: {action: agent_task, agent: worker}
            """;

    @Test
    void shouldClaimTheAgentAgainLaterAndNotFail() {
        SimulatedWorld world = new SimulatedWorld(
                RunCase.limited(TEXT, 1), (path, execution, attempt) -> SimulatedWorld.Behaviour.DONE);
        LeaseClaim other =
                LeaseClaim.of(WeftLease.Kind.AGENT, "worker", "other", "run", "", 1, LeaseClaim.WhenFull.QUEUE);
        world.other(other, Duration.ZERO, Duration.ofMinutes(1));
        world.runUntil(Duration.ofSeconds(5));
        Lease claimed = Objects.requireNonNull(world.state().tasks().getFirst().lease(WeftLease.Kind.AGENT));

        world.leases.giveBack(claimed.claim(), null, SimulatedWorld.START);
        world.tell(new RunEvent.LeaseAnswered(
                SimulatedWorld.START.plusSeconds(5),
                new LeaseAnswer(
                        claimed.claim().lease(),
                        claimed.claim().hold(),
                        claimed.claim().path(),
                        LeaseAnswer.Verdict.REFUSED,
                        List.of())));

        assertThat(RunViews.waitingOn(world.loop, world.state()))
                .singleElement()
                .satisfies(one -> assertThat(one.reason())
                        .isEqualTo(
                                "agent 'worker': as many wait for it as its line takes; it is claimed again in 15s"));
        world.goOn(Duration.ofMinutes(5));
        assertThat(world.state().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.leases.areFree()).isTrue();
    }
}
