package dev.weft.worker.lease;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.AgentTerms;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseHolder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place that is held or waited for.
 *
 * @param chain see {@link LeaseClaim#chain}
 * @param since when it was claimed
 * @param leaving whether it was told to end, as another takes its place
 * @param every microseconds to the next call of the agent; {@code null} where calls aren't spread
 * @param headStart milliseconds that its turn is ahead at least
 * @param fleeting whether nothing is held once it is granted
 * @param trial whether it tries an agent that had failed
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Place(
        String run,
        @Nullable String chain,
        String hold,
        String path,
        int limit,
        Instant since,
        boolean leaving,
        @Nullable Long every,
        long headStart,
        boolean fleeting,
        boolean trial) {
    static Place of(LeaseClaim claim, Instant now) {
        AgentTerms terms = claim.terms();
        return new Place(
                claim.run(),
                claim.chain(),
                claim.hold(),
                claim.path(),
                claim.limit(),
                now,
                false,
                terms == null ? null : terms.every(),
                terms == null ? 0 : terms.headStart().toMillis(),
                terms != null && !terms.holds(),
                false);
    }

    boolean isOf(LeaseClaim claim) {
        return run.equals(claim.run()) && hold.equals(claim.hold());
    }

    /** Whether it belongs to another going of the run, which has ended since. */
    boolean isOfAnotherGoing(LeaseClaim claim) {
        return run.equals(claim.run()) && chain != null && claim.chain() != null && !chain.equals(claim.chain());
    }

    /** Whether it belongs to a run, as that is known to have closed. */
    boolean isOf(LeaseHolder gone) {
        return run.equals(gone.run()) && (chain == null ? gone.chain() == null : chain.equals(gone.chain()));
    }

    Place in(@Nullable String other) {
        return new Place(
                run,
                other == null ? chain : other,
                hold,
                path,
                limit,
                since,
                leaving,
                every,
                headStart,
                fleeting,
                trial);
    }

    Place told() {
        return new Place(run, chain, hold, path, limit, since, true, every, headStart, fleeting, trial);
    }

    Place trying() {
        return new Place(run, chain, hold, path, limit, since, leaving, every, headStart, fleeting, true);
    }

    /** For people. */
    public LeaseHolder holder() {
        return new LeaseHolder(run, chain, path, since);
    }
}
