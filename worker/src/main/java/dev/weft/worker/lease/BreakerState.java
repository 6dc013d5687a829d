package dev.weft.worker.lease;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.definitions.agent.Breaker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an agent did of late. Closed: it is called. Open: it is left alone until a time. Then it is tried, with one call at a time,
 * until enough in a row have succeeded; one that fails opens it again. Immutable.
 *
 * @param outcomes of the last calls, oldest first; while it is closed
 * @param openUntil when it is tried; {@code null} while it is closed
 * @param passed trial calls in a row that have succeeded
 * @param failed how many of the calls had failed for which it opened
 * @param of how many these were
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BreakerState(
        Breaker terms, List<Outcome> outcomes, @Nullable Instant openUntil, int passed, int failed, int of) {
    private static final int PER_CENT = 100;

    public BreakerState {
        outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
    }

    /** How one call ended. */
    public record Outcome(Instant at, boolean failed) {}

    /** One of an agent of which nothing is known. */
    static BreakerState closed(Breaker terms) {
        return new BreakerState(terms, List.of(), null, 0, 0, 0);
    }

    /** The same under what the newest claim says. */
    BreakerState under(Breaker newest) {
        return terms.equals(newest) ? this : new BreakerState(newest, outcomes, openUntil, passed, failed, of);
    }

    boolean isOpen(Instant now) {
        return openUntil != null && now.isBefore(openUntil);
    }

    boolean isTried(Instant now) {
        return openUntil != null && !now.isBefore(openUntil);
    }

    /** After a call has ended; while it is open only trial calls say anything. */
    BreakerState after(Instant now, boolean wentWell, boolean trial) {
        if (openUntil != null) {
            if (!trial) {
                return this;
            }
            if (!wentWell) {
                return new BreakerState(terms, List.of(), now.plusMillis(terms.open()), 0, failed, of);
            }
            return passed + 1 >= terms.trials()
                    ? closed(terms)
                    : new BreakerState(terms, List.of(), openUntil, passed + 1, failed, of);
        }
        List<Outcome> last = new ArrayList<>(outcomes);
        last.add(new Outcome(now, !wentWell));
        last.removeIf(one -> one.at().isBefore(now.minusMillis(terms.window())));
        while (last.size() > terms.calls()) {
            last.removeFirst();
        }
        int bad = (int) last.stream().filter(Outcome::failed).count();
        boolean opens = !wentWell && last.size() >= terms.calls() && bad * PER_CENT >= terms.failures() * last.size();
        return opens
                ? new BreakerState(terms, List.of(), now.plusMillis(terms.open()), 0, bad, last.size())
                : new BreakerState(terms, last, null, 0, 0, 0);
    }

    /** Until when it says something of the agent. */
    Instant remembered() {
        Instant last = openUntil != null
                ? openUntil
                : outcomes.isEmpty() ? Instant.MIN : outcomes.getLast().at();
        return last.equals(Instant.MIN) ? last : last.plusMillis(terms.window());
    }

    /** Why the agent isn't called, for people. */
    String note(Instant now) {
        String why = "%d of its last %d calls failed".formatted(failed, of);
        return isOpen(now)
                ? "%s, and it is left alone until %s".formatted(why, openUntil)
                : "%s, and it is tried with one call at a time".formatted(why);
    }
}
