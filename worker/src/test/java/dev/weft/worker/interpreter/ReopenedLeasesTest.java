package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.view.RunViews;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.WeftLease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs that have ended and are opened once more to go back: they hold their leases again before they undo anything. */
class ReopenedLeasesTest {
    private static final String KEYED = """
            version: "3.0.0"
            id: test
            policy: {concurrency: {key: deploy, when_full: %s}}
            tasks:
              a: {action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
              b: {needs: [a], action: agent_task, agent: worker, compensate: {action: agent_task, agent: worker}}
            """;
    private static final String KEY = WeftLease.id(WeftLease.Kind.RUN, "deploy");
    private static final String PLACE = WeftLease.id(WeftLease.Kind.PLATFORM, WeftLease.PLATFORM_KEY);
    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void shouldWaitForItsKeyBeforeItIsUndoneWhateverWhenFullSays() {
        for (String whenFull : List.of("queue", "reject", "replace")) {
            SimulatedWorld world = world(KEYED.formatted(whenFull));
            world.other(other("run", "deploy"), Duration.ofSeconds(10), Duration.ofHours(1));
            ended(world);

            world.goBack(new Control("undo", "ann"), Duration.ofMinutes(30));

            assertThat(world.state().status()).as(whenFull).isEqualTo(RunStatus.ROLLING_BACK);
            assertThat(world.started).as(whenFull).doesNotContain("b.compensate", "a.compensate");
            assertThat(RunViews.waitingOn(world.loop, world.state()))
                    .as(whenFull)
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.kind()).isEqualTo("lease");
                        assertThat(one.reason()).contains("key 'deploy'").contains("other");
                    });

            world.goOn(LONG);

            assertThat(world.state().status()).as(whenFull).isEqualTo(RunStatus.ROLLED_BACK);
            assertThat(world.started).as(whenFull).endsWith("b.compensate", "a.compensate");
            assertThat(world.leases.most).as(whenFull).isEqualTo(1);
            assertThat(world.leases.areFree()).as(whenFull).isTrue();
        }
    }

    @Test
    void shouldHaveItsPlaceOnThePlatformBeforeItsKey() {
        SimulatedWorld world = new SimulatedWorld(
                RunCase.onPlatform(KEYED.formatted("queue"), 1),
                (path, execution, attempt) -> SimulatedWorld.Behaviour.DONE);
        world.other(other("platform", WeftLease.PLATFORM_KEY), Duration.ofSeconds(10), Duration.ofHours(1));
        ended(world);

        world.goBack(new Control("undo", "ann"), Duration.ofMinutes(30));
        assertThat(world.started).doesNotContain("b.compensate");
        assertThat(world.state().leases()).extracting(lease -> lease.kind()).containsExactly(WeftLease.Kind.PLATFORM);

        world.goOn(LONG);
        assertThat(world.state().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(world.leases.areFree()).isTrue();
    }

    @Test
    void shouldHoldItsKeyOnWhileItGoesOnFromACheckpoint() {
        SimulatedWorld world = world(KEYED.formatted("queue"));
        ended(world);
        world.other(other("run", "deploy"), Duration.ofSeconds(30), Duration.ofHours(1));

        world.goBack(new Control("rollback", "ann", "a", null), Duration.ofMillis(1_500));

        assertThat(world.started).endsWith("b.compensate", "b");
        assertThat(world.leases.isHeld(KEY)).isTrue();

        world.goOn(LONG);
        assertThat(world.state().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.leases.areFree()).isTrue();
    }

    @Test
    void shouldClaimOnceMoreWhereANewcomerSendsItOutOfTheQueue() {
        SimulatedWorld world = world(KEYED.formatted("queue"));
        // The first can't be told to go, as nobody answers for it before its time: it stands for a run that ends
        // slowly.
        world.other(other("run", "deploy"), Duration.ofSeconds(10), Duration.ofHours(1));
        ended(world);
        LeaseClaim newest = RunCase.claim(Map.of("kind", "run", "key", "deploy", "when_full", "replace"), "other-2");
        world.other(newest, Duration.ofMinutes(10), Duration.ofHours(2));

        world.goBack(new Control("undo", "ann"), LONG);

        assertThat(world.state().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(world.elapsed()).isGreaterThan(Duration.ofHours(2));
        assertThat(world.leases.areFree()).isTrue();
    }

    @Test
    void shouldBeUndoneToItsEndWhereItIsToldToCancelWhileItWaits() {
        SimulatedWorld world = world(KEYED.formatted("queue"));
        world.other(other("run", "deploy"), Duration.ofSeconds(10), Duration.ofHours(1));
        ended(world);

        world.goBack(new Control("rollback", "ann", "a", null), Duration.ofMinutes(30));
        world.tell(new RunEvent.CancelAsked(SimulatedWorld.START.plus(Duration.ofMinutes(30))));
        world.goOn(LONG);

        assertThat(world.started).endsWith("b.compensate");
        assertThat(world.state().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(world.leases.areFree()).isTrue();
    }

    @Test
    void shouldClaimNothingForWhatHasNothingToUndo() {
        SimulatedWorld world = world("""
                version: "3.0.0"
                id: test
                policy: {concurrency: {key: deploy}}
                tasks:
                  a: {action: agent_task, agent: worker}
                """);
        world.other(other("run", "deploy"), Duration.ofSeconds(10), Duration.ofHours(1));
        ended(world);

        world.goBack(new Control("undo", "ann"), Duration.ofMinutes(1));

        assertThat(world.state().status()).isEqualTo(RunStatus.ROLLED_BACK);
    }

    @Test
    void shouldClaimAgainWhereItWasEndedByForceWithItsKeyOrWhileItWaitedToBeUndone() {
        SimulatedWorld world = world(KEYED.formatted("queue"));
        world.runUntil(Duration.ofMillis(1_500));
        assertThat(world.leases.isHeld(KEY)).isTrue();
        world.other(other("run", "deploy"), Duration.ofMillis(1_600), Duration.ofHours(1));

        // By force while b is under way; another takes the key before it is opened; and once more while it waits.
        world.end();
        world.goOn(Duration.ofSeconds(1));
        world.goBack(new Control("undo", "ann"), Duration.ofMinutes(1));
        assertThat(world.started).doesNotContain("a.compensate");
        world.goBack(new Control("undo", "ann"), LONG);

        assertThat(world.state().status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(world.started).endsWith("a.compensate");
        assertThat(world.elapsed()).isGreaterThan(Duration.ofMinutes(59));
        assertThat(world.leases.most).isEqualTo(1);
        assertThat(world.leases.areFree()).isTrue();
        assertThat(world.leases.isHeld(PLACE)).isFalse();
    }

    private static void ended(SimulatedWorld world) {
        world.runUntil(Duration.ofSeconds(20));
        assertThat(world.state().status()).isEqualTo(RunStatus.COMPLETED);
    }

    private static SimulatedWorld world(String definition) {
        return new SimulatedWorld(
                RunCase.loop(definition), (path, execution, attempt) -> SimulatedWorld.Behaviour.DONE);
    }

    private static LeaseClaim other(String kind, String key) {
        return RunCase.claim(Map.of("kind", kind, "key", key), "other");
    }
}
