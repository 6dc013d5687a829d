package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.restart.Reopening;
import dev.weft.worker.interpreter.restart.Reviving;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is told of a run that had ended, and in which a person has something done again, or undone. */
class ToldAfterItsEndTest {
    private static final String CHAIN = """
            tasks:
              a: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
              b: {needs: [a], action: agent_task, agent: worker}
            """;

    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void shouldTellWhoHadATaskDoneAgain() {
        SimulatedWorld world = failed();

        assertThat(told(world, new Control("retry", "ann", "b", null, Control.API))
                        .getFirst())
                .isEqualTo("workflow.controlled b {status=RUNNING, command=retry, by=ann, channel=api}");
    }

    @Test
    void shouldTellWhoHadItGoBack() {
        SimulatedWorld world = failed();
        int before = world.published.size();

        world.goBack(new Control("undo", "ann"), LONG);

        assertThat(lines(world, before))
                .startsWith(
                        "workflow.controlled null {status=RUNNING, command=undo, by=ann, channel=temporal}",
                        "workflow.rolling_back null {status=ROLLING_BACK}");
    }

    /** What came to pass before did so once, and isn't told as if it had come to pass again. */
    @Test
    void shouldTellEachEndOnce() {
        SimulatedWorld world = failed();

        List<String> told = told(world, new Control("retry", "ann", "b", null, Control.API));

        assertThat(told)
                .contains("task.changed a {status=COMPLETED, attempt=1, agent=worker, duration=1.0}")
                .anyMatch(line -> line.startsWith("task.changed b {status=FAILED, attempt=1, agent=worker, error={")
                        && line.contains("code=broken"));
        assertThat(ends(world, "a")).containsExactly(FactType.TASK_COMPLETED);
        assertThat(ends(world, "b")).containsExactly(FactType.TASK_FAILED, FactType.TASK_COMPLETED);
        ToldRun.check(world, CHAIN);
    }

    @Test
    void shouldTellADecisionOnce() {
        SimulatedWorld world = GoingAgainTest.world("""
                tasks:
                  ask: {action: approval_gate, parameters: {approvers: [anyone]}}
                  b: {needs: [ask], action: agent_task, agent: worker}
                """, Map.of("b", -1));
        world.people((path, level) -> Map.of(
                Duration.ofMinutes(1),
                (state, now) -> RunCase.decision(
                        world.loop, state, Map.of("task", "ask", "decision", "approve", "by", "bob"), now)));
        world.run();

        told(world, new Control("retry", "ann", "b", null, Control.API));

        assertThat(world.published(FactType.APPROVAL_REQUIRED)).hasSize(1);
        assertThat(world.published(FactType.APPROVAL_DECIDED)).hasSize(1);
    }

    /** All that is known where it is asked is how the run ended, and when: its next history says when that goes on. */
    @Test
    void shouldTellThatItGoesBackWhenItDoes() {
        SimulatedWorld world = failed();
        Instant end = Objects.requireNonNull(world.state().endedAt());
        Instant later = end.plus(Duration.ofMinutes(25));

        RunState back = Reopening.rolledBack(world.loop, world.state(), new Control("undo", "ann"), end);
        RunState again = Reviving.steered(
                world.loop, world.state(), Steering.RETRY, new Control("retry", "ann", "b", null), end);

        assertThat(world.loop.on(back, new RunEvent.Resumed(later)).facts())
                .isNotEmpty()
                .allMatch(fact -> fact.at().equals(later));
        assertThat(world.loop.on(again, new RunEvent.Resumed(later)).facts())
                .isNotEmpty()
                .allMatch(fact -> fact.at().equals(later));
    }

    private static SimulatedWorld failed() {
        SimulatedWorld world = GoingAgainTest.world(CHAIN, Map.of("b", -1));
        world.run();
        return world;
    }

    private static List<String> told(SimulatedWorld world, Control wish) {
        int before = world.published.size();
        world.goAgain(wish, LONG);
        return lines(world, before);
    }

    private static List<String> lines(SimulatedWorld world, int from) {
        return world.published.subList(from, world.published.size()).stream()
                .map(SimulatedWorld.Published::what)
                .map(fact -> fact.type().text() + " " + fact.task() + " " + fact.data())
                .toList();
    }

    private static List<FactType> ends(SimulatedWorld world, String task) {
        return world.published.stream()
                .map(SimulatedWorld.Published::what)
                .filter(fact -> task.equals(fact.task()))
                .map(Fact::type)
                .filter(type -> type == FactType.TASK_COMPLETED || type == FactType.TASK_FAILED)
                .toList();
    }
}
