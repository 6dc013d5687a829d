package dev.weft.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentReader;
import dev.weft.definitions.source.SourceText;
import dev.weft.worker.protocol.AgentTerms;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseAnswer.Verdict;
import dev.weft.worker.protocol.LeaseClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a lease of an agent gives out: turns at its rate, and none while its breaker is open. */
class AgentTermsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private LeaseState state = LeaseState.FREE;
    private Instant now = START;
    private final List<Told> told = new ArrayList<>();

    @Test
    void shouldGiveTurnsOneAfterTheOtherAndAheadOfTime() {
        for (int i = 0; i < 5; i++) {
            claim("rate_limit: 1/s", "r" + i);
        }

        assertThat(granted()).containsExactly("r0 +0s", "r1 +1s", "r2 +2s");
        assertThat(notes())
                .containsExactly(
                        "its calls are 1s apart, and 1 wait for it", "its calls are 1s apart, and 2 wait for it");
        sleep();
        assertThat(granted()).containsExactly("r0 +0s", "r1 +1s", "r2 +2s", "r3 +3s", "r4 +4s");
        assertThat(now).isBetween(START.plusSeconds(2), START.plusSeconds(4));
    }

    @Test
    void shouldBeKeptUntilTheNextTurnAlthoughNobodyWantsIt() {
        claim("rate_limit: 1/m", "a");
        assertThat(state.isFree()).isTrue();
        assertThat(LeaseRules.wake(state, now)).contains(START.plusSeconds(60));

        now = now.plusSeconds(30);
        claim("rate_limit: 1/m", "b");
        sleep();

        assertThat(granted()).containsExactly("a +0s", "b +60s");
    }

    @Test
    void shouldLetATurnNobodyWaitedForBeAtOnce() {
        claim("rate_limit: 1/s", "a");
        now = now.plusSeconds(10);
        claim("rate_limit: 1/s", "b");

        assertThat(granted()).containsExactly("a +0s", "b +10s");
    }

    @Test
    void shouldGiveMoreTimeToOneThatHasMissedItsTurn() {
        claim("rate_limit: 10/s", "a");
        take(new LeaseEvent.Claimed(now, claimOf("rate_limit: 10/s", "a", 1)));
        take(new LeaseEvent.Claimed(now, claimOf("rate_limit: 10/s", "a", 3)));

        assertThat(granted()).containsExactly("a +0s", "a +1s", "a +4s");
        assertThat(terms(1).patience()).isEqualTo(Duration.ofMillis(250));
        assertThat(terms(7).patience()).isEqualTo(Duration.ofSeconds(4));
        assertThat(terms(100).patience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(terms(100).headStart()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldGiveFewerTurnsWhileCallsMissThem() {
        String bounds = "rate_limit: 10/s";
        take(new LeaseEvent.Claimed(now, claimOf(bounds, "a", 1)));
        take(new LeaseEvent.Claimed(now, claimOf(bounds, "b", 1)));
        assertThat(granted()).containsExactly("a +1s", "b +1.15s");

        now = now.plusSeconds(3);
        claim(bounds, "c");
        claim(bounds, "d");
        now = now.plusSeconds(3);
        claim(bounds, "e");
        claim(bounds, "f");

        assertThat(granted()).endsWith("c +3s", "d +3.12s", "e +6s", "f +6.1s");
        assertThat(state.stretch()).isNull();
    }

    private static AgentTerms terms(int missed) {
        return Objects.requireNonNull(claimOf("rate_limit: 10/s", "a", missed).terms());
    }

    @Test
    void shouldGiveNoTurnToOneThatHasLeft() {
        for (int i = 0; i < 5; i++) {
            claim("rate_limit: 1/s", "r" + i);
        }
        giveBack("rate_limit: 1/s", "r3", null);
        sleep();

        assertThat(granted()).endsWith("r4 +3s");
    }

    @Test
    void shouldBoundPlacesAndTurnsTogether() {
        String bounds = "{max_concurrent: 2, rate_limit: 10/s}";
        claim(bounds, "a");
        claim(bounds, "b");
        claim(bounds, "c");
        assertThat(granted()).containsExactly("a +0s", "b +0.1s");

        now = now.plusMillis(500);
        giveBack(bounds, "a", true);

        assertThat(granted()).endsWith("c +0.5s");
    }

    /** In no time does anybody get more turns than the rate allows, whatever happens. */
    @Test
    void shouldNeverGiveMoreTurnsThanTheRate() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            state = LeaseState.FREE;
            now = START;
            told.clear();
            for (int i = 0; i < 150; i++) {
                int what = random.nextInt(10);
                if (what < 7) {
                    claim("rate_limit: 20/s", "r" + i);
                } else if (what < 9) {
                    now = now.plusMillis(random.nextInt(300));
                    take(new LeaseEvent.Woken(now));
                } else {
                    giveBack("rate_limit: 20/s", "r" + random.nextInt(i + 1), null);
                }
            }
            while (!state.queue().isEmpty()) {
                sleep();
            }
            List<Instant> turns = told.stream()
                    .filter(one -> one.answer().verdict() == Verdict.GRANTED)
                    .map(one -> Objects.requireNonNull(one.answer().at()))
                    .toList();
            for (int i = 1; i < turns.size(); i++) {
                assertThat(Duration.between(turns.get(i - 1), turns.get(i)))
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(Duration.ofMillis(50));
            }
        }
    }

    @Test
    void shouldOpenWhenHalfOfTheLastCallsFailedAndCloseAfterTrials() {
        String bounds = "{max_concurrent: 3, breaker: {calls: 4, failures: 50%, open: 30s, trials: 2}}";
        call(bounds, "a", true);
        call(bounds, "b", false);
        call(bounds, "c", true);
        claim(bounds, "still-under-way");
        claim(bounds, "d");
        claim(bounds, "w1");
        claim(bounds, "w2");
        giveBack(bounds, "d", false);

        assertThat(notes()).endsWith("2 of its last 4 calls failed, and it is left alone until 2026-01-01T00:00:30Z");
        assertThat(granted()).doesNotContain("w2");
        giveBack(bounds, "w1", true);
        giveBack(bounds, "still-under-way", true);
        claim(bounds, "w3");
        assertThat(granted()).doesNotContain("w2", "w3");

        sleep();
        assertThat(now).isEqualTo(START.plusSeconds(30));
        assertThat(granted()).contains("w2").doesNotContain("w3");
        giveBack(bounds, "w2", true);
        assertThat(granted()).contains("w3");
        claim(bounds, "w4");
        assertThat(granted()).doesNotContain("w4");
        giveBack(bounds, "w3", true);
        claim(bounds, "w5");

        assertThat(granted()).contains("w4", "w5");
        assertThat(Objects.requireNonNull(state.breaker()).openUntil()).isNull();
    }

    @Test
    void shouldOpenAnewWhenATrialFails() {
        String bounds = "breaker: {calls: 1, failures: 100%, open: 10s}";
        call(bounds, "a", false);
        claim(bounds, "b");
        sleep();
        giveBack(bounds, "b", false);
        claim(bounds, "c");

        assertThat(granted()).containsExactly("a", "b");
        assertThat(Objects.requireNonNull(state.breaker()).openUntil()).isEqualTo(START.plusSeconds(20));
    }

    @Test
    void shouldTryAgainWhenATrialLeavesWithoutAnOutcome() {
        String bounds = "breaker: {calls: 1, failures: 100%, open: 10s}";
        call(bounds, "a", false);
        claim(bounds, "b");
        claim(bounds, "c");
        sleep();
        giveBack(bounds, "b", null);

        assertThat(granted()).containsExactly("a", "b", "c");
    }

    @Test
    void shouldRefuseThoseThatDoNotWantToWait() {
        String bounds = "breaker: {calls: 1, failures: 100%, open: 10s, when_open: fail}";
        claim(bounds, "a");
        giveBack(bounds, "a", false);
        claim(bounds, "b");

        assertThat(told.getLast().answer().verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(told.getLast().answer().note()).contains("1 of its last 1 calls failed");
    }

    @Test
    void shouldForgetWhatIsLongAgo() {
        String bounds = "breaker: {calls: 2, failures: 50%, window: 1m}";
        call(bounds, "a", false);
        now = now.plusSeconds(90);
        call(bounds, "b", false);

        assertThat(Objects.requireNonNull(state.breaker()).openUntil()).isNull();
        assertThat(LeaseRules.wake(state, now)).contains(now.plusSeconds(60));
    }

    /** Time passes until something is to happen. */
    private void sleep() {
        Optional<Instant> wake = LeaseRules.wake(state, now);
        now = wake.orElseThrow();
        take(new LeaseEvent.Woken(now));
    }

    private void call(String bounds, String run, boolean wentWell) {
        claim(bounds, run);
        giveBack(bounds, run, wentWell);
    }

    private void claim(String bounds, String run) {
        take(new LeaseEvent.Claimed(now, claimOf(bounds, run)));
    }

    private void giveBack(String bounds, String run, @Nullable Boolean wentWell) {
        take(new LeaseEvent.GivenBack(now, claimOf(bounds, run), wentWell));
    }

    private void take(LeaseEvent event) {
        LeaseStep step = LeaseRules.on("l", state, event);
        state = step.state();
        told.addAll(step.told());
    }

    private static LeaseClaim claimOf(String bounds, String run) {
        return claimOf(bounds, run, 0);
    }

    private static LeaseClaim claimOf(String bounds, String run, int missed) {
        String fields = bounds.startsWith("{") ? bounds.substring(1, bounds.length() - 1) : bounds;
        Agent agent = Objects.requireNonNull(
                AgentReader.read(new SourceText("a", "{name: a, kind: java, " + fields + "}"), null)
                        .agent());
        return new LeaseClaim(
                "l",
                "a",
                run,
                "first of " + run,
                "h",
                "t",
                Objects.requireNonNullElse(agent.maxConcurrent(), Integer.MAX_VALUE),
                LeaseClaim.WhenFull.QUEUE,
                AgentTerms.of(agent, missed, false),
                null);
    }

    private List<String> granted() {
        return told.stream()
                .filter(one -> one.answer().verdict() == Verdict.GRANTED)
                .map(one -> one.whom().run() + turn(one.answer()))
                .toList();
    }

    private static String turn(LeaseAnswer answer) {
        if (answer.at() == null) {
            return "";
        }
        String seconds = "%.3f".formatted(Duration.between(START, answer.at()).toMillis() / 1000.0);
        return " +" + seconds.replaceAll("\\.?0+$", "") + "s";
    }

    private List<String> notes() {
        return told.stream()
                .map(one -> one.answer().note())
                .filter(Objects::nonNull)
                .toList();
    }
}
