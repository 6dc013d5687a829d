package dev.weft.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseAnswer.Verdict;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseClaim.WhenFull;
import dev.weft.worker.protocol.LeaseHolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private LeaseState state = LeaseState.FREE;
    private final List<String> said = new ArrayList<>();

    @Test
    void shouldServeFirstComeFirstServed() {
        claim("a", 1, WhenFull.QUEUE);
        claim("b", 1, WhenFull.QUEUE);
        claim("c", 1, WhenFull.QUEUE);

        giveBack("a");
        giveBack("b");
        giveBack("c");

        assertThat(said).containsExactly("a GRANTED", "b QUEUED a", "c QUEUED a", "b GRANTED", "c GRANTED");
        assertThat(state.isFree()).isTrue();
    }

    @Test
    void shouldLetNobodyOvertakeWhoeverWaitsWithASmallerLimit() {
        claim("a", 3, WhenFull.QUEUE);
        claim("b", 1, WhenFull.QUEUE);
        claim("c", 3, WhenFull.QUEUE);
        claim("d", 3, WhenFull.REJECT);

        giveBack("a");
        giveBack("b");

        assertThat(said)
                .containsExactly("a GRANTED", "b QUEUED a", "c QUEUED a", "d REFUSED a", "b GRANTED", "c GRANTED");
    }

    @Test
    void shouldAnswerAClaimThatIsMadeAgainAsBefore() {
        claim("a", 1, WhenFull.REJECT);
        claim("a", 1, WhenFull.REJECT);
        claim("b", 1, WhenFull.QUEUE);
        claim("b", 1, WhenFull.QUEUE);

        assertThat(said).containsExactly("a GRANTED", "a GRANTED", "b QUEUED a", "b QUEUED a");
        assertThat(state.queue()).hasSize(1);
    }

    @Test
    void shouldTellTheOldestToGoForOneThatReplacesIt() {
        claim("a", 2, WhenFull.QUEUE);
        claim("b", 2, WhenFull.QUEUE);

        claim("c", 2, WhenFull.REPLACE);
        giveBack("b");
        giveBack("a");

        assertThat(said).containsExactly("a GRANTED", "b GRANTED", "a REPLACED c", "c QUEUED a b", "c GRANTED");
        assertThat(holders()).containsExactly("c");
    }

    @Test
    void shouldLeaveOnlyTheNewestOfThoseThatReplace() {
        claim("a", 1, WhenFull.REPLACE);
        claim("b", 1, WhenFull.REPLACE);
        claim("c", 1, WhenFull.REPLACE);

        giveBack("a");

        assertThat(said)
                .containsExactly("a GRANTED", "a REPLACED b", "b QUEUED a", "b REPLACED c", "c QUEUED a", "c GRANTED");
    }

    @Test
    void shouldFreeWhatARunHeldThatHasClosed() {
        claim("a", 1, WhenFull.QUEUE);
        claim("b", 1, WhenFull.QUEUE);

        take(new LeaseEvent.Gone(NOW, new LeaseHolder("a", "first of a", "", NOW)));

        assertThat(said).endsWith("b GRANTED");
    }

    @Test
    void shouldKeepWhatANewGoingOfARunHoldsWhenTheOneBeforeIsKnownToHaveClosed() {
        claim("a", 1, WhenFull.QUEUE);

        take(new LeaseEvent.Gone(NOW, new LeaseHolder("a", "another", "", NOW)));

        assertThat(holders()).containsExactly("a");
    }

    @Test
    void shouldFreeWhatAnEarlierGoingHeldOfARunThatClaims() {
        claim("a", 1, WhenFull.QUEUE);
        take(new LeaseEvent.Claimed(
                NOW, new LeaseClaim("l", "k", "a", "second of a", "other hold", "t", 1, WhenFull.REJECT)));

        assertThat(said).containsExactly("a GRANTED", "a GRANTED");
        assertThat(state.holders()).extracting(Place::hold).containsExactly("other hold");
    }

    @Test
    void shouldKnowARunAgainForWhichItWasTakenBeforeItsStart() {
        take(new LeaseEvent.Claimed(NOW, new LeaseClaim("l", "k", "a", null, "run", "", 1, WhenFull.REJECT)));

        claim("a", 1, WhenFull.REJECT);

        assertThat(said).containsExactly("a GRANTED", "a GRANTED");
        assertThat(state.holders()).extracting(Place::chain).containsExactly("first of a");
    }

    @Test
    void shouldRefuseMoreThanFitIntoOneMessage() {
        claim("a", 1, WhenFull.QUEUE);
        for (int i = 0; i < LeaseRules.MAX_WAITING; i++) {
            claim("w" + i, 1, WhenFull.QUEUE);
        }

        claim("last", 1, WhenFull.QUEUE);

        assertThat(said).endsWith("last REFUSED a");
    }

    private void claim(String run, int limit, WhenFull whenFull) {
        take(new LeaseEvent.Claimed(NOW, LeaseRulesTest.claimOf(run, limit, whenFull)));
    }

    private void giveBack(String run) {
        take(new LeaseEvent.GivenBack(NOW, claimOf(run, 1, WhenFull.QUEUE), null));
    }

    static LeaseClaim claimOf(String run, int limit, WhenFull whenFull) {
        return new LeaseClaim("l", "k", run, "first of " + run, "run", "", limit, whenFull);
    }

    private List<String> holders() {
        return state.holders().stream().map(Place::run).toList();
    }

    private void take(LeaseEvent event) {
        LeaseStep step = LeaseRules.on("l", state, event);
        state = step.state();
        step.told().forEach(told -> said.add(described(told.whom(), told.answer())));
    }

    private static String described(Place whom, LeaseAnswer answer) {
        String named =
                String.join(" ", answer.holders().stream().map(LeaseHolder::run).toList());
        Verdict verdict = answer.verdict();
        return (whom.run() + " " + verdict + " " + named).strip();
    }
}
