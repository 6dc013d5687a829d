package dev.weft.api.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Locks addresses out from which tokens are guessed. A wrong token costs ten points the first time and one when it is shown
 * again, so that a program with an expired token isn't taken for somebody who guesses; at {@value #LOCKED_AT} points within
 * ten minutes the address is locked for a minute, and for twice as long each further time, up to an hour. A token that
 * was right from an address a short time ago goes on being taken there: nobody can lock out whoever is behind the same
 * proxy. Thread safe.
 */
public final class GuessGuard {
    private static final int LOCKED_AT = 100;
    private static final int NEW = 10;
    private static final int ADDRESSES = 10_000;
    private static final int KNOWN = 256;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);

    private final Clock clock;
    private final Recent<String, Address> addresses = new Recent<>(ADDRESSES);

    public GuessGuard(Clock clock) {
        this.clock = clock;
    }

    /**
     * How long a token from an address isn't looked at.
     *
     * @param digest of the token
     * @return zero where it may be looked at now
     */
    public synchronized Duration locked(String address, byte[] digest) {
        Address found = addresses.get(address);
        if (found == null || found.lockedUntil == null || found.right.containsKey(text(digest))) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), found.lockedUntil);
        return left.isPositive() ? left : Duration.ZERO;
    }

    /**
     * Notes a wrong token.
     *
     * @return whether this one has locked the address
     */
    public synchronized boolean wrong(String address, byte[] digest) {
        Instant now = clock.instant();
        Address at = addresses.computeIfAbsent(address, none -> new Address(now));
        if (at.since.plus(WINDOW).isBefore(now)) {
            at.points = 0;
            at.guesses.clear();
            at.since = now;
        }
        at.points += at.guesses.add(text(digest)) ? NEW : 1;
        if (at.points < LOCKED_AT) {
            return false;
        }
        at.points = 0;
        at.guesses.clear();
        at.lockedUntil = now.plus(at.nextLock);
        Duration doubled = at.nextLock.multipliedBy(2);
        at.nextLock = doubled.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : doubled;
        return true;
    }

    /** Notes a right token. */
    public synchronized void right(String address, byte[] digest) {
        addresses
                .computeIfAbsent(address, none -> new Address(clock.instant()))
                .right
                .put(text(digest), true);
    }

    private static String text(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static final class Address {
        private final Recent<String, Boolean> right = new Recent<>(KNOWN);
        private final Set<String> guesses = new HashSet<>();
        private Instant since;
        private int points;
        private @Nullable Instant lockedUntil;
        private Duration nextLock = FIRST_LOCK;

        private Address(Instant since) {
            this.since = since;
        }
    }
}
