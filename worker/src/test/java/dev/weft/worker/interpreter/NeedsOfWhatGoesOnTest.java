package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that goes on after an undoing, or an end that came early: what comes after what. */
class NeedsOfWhatGoesOnTest {
    private static final Duration LONG = Duration.ofDays(1);

    private static final String AGENT = "action: agent_task, agent: worker";
    private static final String UNDONE = AGENT + ", compensate: {" + AGENT + "}";

    private static final String BLOCK = """
            policy: {on_failure: rollback}
            tasks:
              a: {%s}
              x: {needs: [a], %s}
              blk:
                needs: [a]
                tasks:
                  p: {%s}
                  q: {%s}
              beside: {%s}
            """.formatted(UNDONE, AGENT, UNDONE, AGENT, AGENT);

    /** What was undone is done anew before what needs it, and so is all that has read of it. */
    @Test
    void shouldRetryAfterWhatWasUndoneIsDoneAnew() {
        SimulatedWorld world = ended(BLOCK, Map.of("a", 2, "blk.q", -1), RunStatus.ROLLED_BACK);

        assertThat(again(world, retry("blk.q"))).containsExactly("a", "x", "blk.p", "blk.q");
        assertThat(world.state().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(back(world, new Control("undo", "ann"))).containsExactly("blk.p.compensate", "a.compensate");
    }

    @Test
    void shouldEndAsAPersonSaysOnceItIsComeTo() {
        SimulatedWorld world = ended(BLOCK, Map.of("a", 2, "blk.q", -1), RunStatus.ROLLED_BACK);

        assertThat(again(world, new Control("complete", "ann", "blk.q", 7L))).containsExactly("a", "x", "blk.p");
        assertThat(world.state().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void shouldRetryAnItemAfterWhatWasUndoneIsDoneAnew() {
        SimulatedWorld world =
                ended("""
                policy: {on_failure: rollback}
                tasks:
                  a: {%s}
                  each: {needs: [a], for_each: {in: [1, 2]}, %s}
                """.formatted(UNDONE, AGENT), Map.of("a", 2, "each[1]", -1), RunStatus.ROLLED_BACK);

        assertThat(again(world, retry("each[1]"))).containsExactly("a", "each[0]", "each[1]");
    }

    /** The task itself comes first, too: its fallback is done where that fails once more. */
    @Test
    void shouldRetryAFallbackAfterWhatWasUndoneIsDoneAnew() {
        SimulatedWorld world = ended(
                """
                policy: {on_failure: rollback}
                tasks:
                  a: {%s}
                  f: {needs: [a], %s, on_failure: {run: {%s}}}
                """.formatted(UNDONE, AGENT, AGENT), Map.of("a", 2, "f", -2, "f.fallback", -1), RunStatus.ROLLED_BACK);

        assertThat(again(world, retry("f.fallback"))).containsExactly("a", "f", "f.fallback");
    }

    @Test
    void shouldGoBackToACheckpointAfterAllWasUndone() {
        SimulatedWorld world =
                ended("""
                tasks:
                  a: {%s}
                  blk:
                    needs: [a]
                    tasks:
                      t: {%s}
                      p: {needs: [t], %s}
                      q: {needs: [t], %s}
                  w: {needs: [blk], %s}
                  beside: {%s}
                """.formatted(UNDONE, AGENT, UNDONE, AGENT, AGENT, AGENT), Map.of("a", 2), RunStatus.COMPLETED);
        back(world, new Control("undo", "ann"));

        assertThat(back(world, new Control("rollback", "ann", "blk.t", null)))
                .containsExactly("a", "blk.t", "blk.p", "blk.q", "w");
        assertThat(world.state().status()).isEqualTo(RunStatus.COMPLETED);
    }

    /** A block that its own compensation has undone is done anew as a whole: what is in it was undone with that. */
    @Test
    void shouldDoABlockAnewThatWasUndoneAsAWhole() {
        SimulatedWorld world = ended("""
                policy: {on_failure: rollback}
                tasks:
                  blk:
                    tasks:
                      t: {%s}
                    compensate: {%s}
                  last: {needs: [blk], %s}
                """.formatted(AGENT, AGENT, AGENT), Map.of("last", -1), RunStatus.ROLLED_BACK);

        assertThat(again(world, retry("last"))).containsExactly("blk.t", "last");
    }

    private static final String CLEAN_UP = """
            tasks:
              rent: {%s}
              rest: {needs: [rent], %s}
              cleanup:
                needs: all
                join: always
                tasks:
                  list: {%s}
                  free: {needs: [list], %s}
            """.formatted(AGENT, AGENT, AGENT, AGENT);

    /** A run that was cancelled stays so: its clean-up is done anew, and nothing that this would have to clean up. */
    @Test
    void shouldLeaveWhatWasCancelledWhereTheCleanUpIsRetried() {
        SimulatedWorld world = cancelled(CLEAN_UP, Map.of("rent", 5, "cleanup.free", -1));

        assertThat(again(world, retry("cleanup.free"))).containsExactly("cleanup.free");
        assertThat(world.state().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(world.history("rent")).doesNotContain("COMPLETED");
    }

    /** Where the work is retried that was cancelled, the clean-up comes after it. */
    @Test
    void shouldCleanUpAfterTheWorkThatIsRetried() {
        SimulatedWorld world = cancelled(CLEAN_UP, Map.of("rent", 5, "cleanup.free", -1));
        again(world, retry("cleanup.free"));

        assertThat(again(world, retry("rent"))).containsExactly("rent", "rest", "cleanup.list", "cleanup.free");
        assertThat(world.state().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void shouldGoBackToACheckpointOfTheCleanUpWithTheCleanUpLast() {
        SimulatedWorld world = cancelled(CLEAN_UP, Map.of("rent", 5, "cleanup.free", -1));

        assertThat(back(world, new Control("rollback", "ann", "cleanup.list", null)))
                .containsExactly("rent", "rest", "cleanup.list", "cleanup.free");
    }

    @Test
    void shouldLeaveARunUndoneWhereItsCleanUpIsRetried() {
        SimulatedWorld world =
                ended("""
                policy: {on_failure: rollback}
                tasks:
                  rent: {%s}
                  bad: {needs: [rent], %s}
                  cleanup: {needs: all, join: always, %s}
                """.formatted(UNDONE, AGENT, AGENT), Map.of("bad", -1, "cleanup", -1), RunStatus.ROLLED_BACK);

        assertThat(again(world, retry("cleanup"))).containsExactly("cleanup");
        assertThat(world.state().status()).isEqualTo(RunStatus.ROLLED_BACK);
    }

    @Test
    void shouldLeaveABlockCancelledWhereWhatCleansUpInItIsRetried() {
        SimulatedWorld world = cancelled("""
                tasks:
                  work:
                    tasks:
                      rent: {%s}
                      free: {needs: [rent], join: always, %s}
                  after: {needs: [work], %s}
                """.formatted(AGENT, AGENT, AGENT), Map.of("work.rent", 5, "work.free", -1));

        assertThat(again(world, retry("work.free"))).containsExactly("work.free");
        assertThat(world.state().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(world.history("work").getLast()).isEqualTo("CANCELLED");
        assertThat(again(world, retry("work"))).containsExactly("work.rent", "work.free", "after");
        assertThat(world.state().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void shouldLeaveABlockCancelledWhereAPersonCompletesWhatCleansUpInIt() {
        SimulatedWorld world = cancelled("""
                tasks:
                  work:
                    tasks:
                      rent: {%s}
                      free: {needs: [rent], join: always, %s}
                """.formatted(AGENT, AGENT), Map.of("work.rent", 5, "work.free", -1));

        assertThat(again(world, new Control("complete", "ann", "work.free", null)))
                .isEmpty();
        assertThat(world.state().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(world.history("work").getLast()).isEqualTo("CANCELLED");
    }

    private static Control retry(String task) {
        return GoingAgainTest.retry(task);
    }

    private static SimulatedWorld ended(String yaml, Map<String, Integer> takes, RunStatus as) {
        SimulatedWorld world = GoingAgainTest.world(yaml, takes);
        assertThat(world.run().status()).isEqualTo(as);
        return world;
    }

    /** A run that is cancelled after two seconds. */
    private static SimulatedWorld cancelled(String yaml, Map<String, Integer> takes) {
        SimulatedWorld world = GoingAgainTest.world(yaml, takes);
        world.at(Duration.ofSeconds(2), (state, now) -> new RunEvent.CancelAsked(now));
        assertThat(world.run().status()).isEqualTo(RunStatus.CANCELLED);
        return world;
    }

    /** What begins, in turn, where a person has said something of a task. */
    private static List<String> again(SimulatedWorld world, Control wish) {
        int before = world.started.size();
        world.goAgain(wish, LONG);
        NeedsFirst.check(world, wish.toString());
        return world.started.subList(before, world.started.size());
    }

    private static List<String> back(SimulatedWorld world, Control wish) {
        int before = world.started.size();
        world.goBack(wish, LONG);
        NeedsFirst.check(world, wish.toString());
        return world.started.subList(before, world.started.size());
    }
}
