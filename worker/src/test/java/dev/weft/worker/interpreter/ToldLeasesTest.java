package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.view.RunViews;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of what waits for a lease. */
class ToldLeasesTest {
    @Test
    void shouldTellOfABlockThatIsOpenedAgainAndWaitsForItsKey() {
        // given
        SimulatedWorld world = world("""
                version: "3.0.0"
                id: test
                tasks:
                  b:
                    concurrency: {key: production}
                    tasks:
                      x: {action: agent_task, agent: worker}
                      y: {needs: [x], action: agent_task, agent: worker}
                  later: {needs: [b], action: wait, parameters: {for: 2h}}
                """);
        world.other(RunCase.claim(Map.of("kind", "task", "key", "production"), "other"), seconds(10), seconds(3_600));
        world.runUntil(seconds(60));

        // when
        world.tell(ControlRules.event(
                world.loop, world.state(), new Control("rollback", "ann", "b.x", null), at(seconds(60))));
        world.goOn(seconds(60));

        // then
        assertThat(world.state().status()).isEqualTo(RunStatus.WAITING);
        assertThat(waiting(world)).singleElement().satisfies(one -> {
            assertThat(one.task()).isEqualTo("b");
            assertThat(one.kind()).isEqualTo("lease");
            assertThat(one.reason()).contains("key 'production'").contains("other");
        });
    }

    @Test
    void shouldTellOfATaskWhoseTurnCameWhileItsRunWasPaused() {
        // given
        SimulatedWorld world = world("""
                version: "3.0.0"
                id: test
                tasks:
                  deploy: {concurrency: {key: production}, action: agent_task, agent: worker}
                """);
        world.other(RunCase.claim(Map.of("kind", "task", "key", "production"), "other"), seconds(0), seconds(60));
        world.runUntil(seconds(10));

        // when
        world.tell(new RunEvent.PauseAsked(at(seconds(10))));
        world.goOn(seconds(120));

        // then
        assertThat(world.leases.areFree()).isTrue();
        assertThat(waiting(world)).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo("lease");
            assertThat(one.reason()).contains("key 'production'").contains("while the run was paused");
        });
    }

    private static List<RunView.Waiting> waiting(SimulatedWorld world) {
        return RunViews.waitingOn(world.loop, world.state());
    }

    private static SimulatedWorld world(String definition) {
        return new SimulatedWorld(
                RunCase.loop(definition), (path, execution, attempt) -> SimulatedWorld.Behaviour.DONE);
    }

    private static Instant at(Duration after) {
        return SimulatedWorld.START.plus(after);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
