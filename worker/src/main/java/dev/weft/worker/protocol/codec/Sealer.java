package dev.weft.worker.protocol.codec;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals and opens with the keys of a place, which it looks at again every second, and at once where a key is missing: keys
 * can be changed while it is at work. Where no keys have been made it leaves everything in the clear, until it meets
 * something sealed: who has lost keys doesn't go on in the clear. Keys that were there once are used on when the place is lost.
 * Thread safe.
 */
public final class Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final KeySource source;
    private final LongSupplier nanoTime;
    private volatile @Nullable Loaded loaded;
    private volatile @Nullable String trouble;
    private volatile boolean metSealed;

    /** Keys, the text that they were read from, and when. */
    private record Loaded(@Nullable Keyset keys, @Nullable String text, long at) {}

    public Sealer(KeySource source) {
        this(source, System::nanoTime);
    }

    Sealer(KeySource source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** One that has no keys, and leaves everything in the clear. */
    public static Sealer none() {
        return new Sealer(new KeySource() {
            @Override
            public Optional<String> read() {
                return Optional.empty();
            }

            @Override
            public String place() {
                return "nowhere";
            }
        });
    }

    /**
     * Reads the keys for the first time.
     *
     * @throws IllegalArgumentException where they can't be read; says why
     */
    public void check() {
        look(true);
        String told = trouble;
        if (told != null) {
            throw new IllegalArgumentException(told);
        }
    }

    /** Whether it has keys. */
    public boolean isOn() {
        return look(false).keys() != null;
    }

    /**
     * The keys to seal with; nothing where none have been made.
     *
     * @throws SealException where there were some
     */
    Optional<Keyset> keys() {
        Keyset keys = look(false).keys();
        if (keys == null && (metSealed || trouble != null)) {
            throw new SealException(trouble != null ? trouble : missing("the keys"));
        }
        return Optional.ofNullable(keys);
    }

    /**
     * What was sealed.
     *
     * @param key id of the key that did
     * @param what in words for people, such as {@code a payload}
     * @throws SealException where the key isn't there, or this isn't what it has sealed
     */
    byte[] open(byte[] sealed, byte[] about, String key, String what) {
        metSealed = true;
        Keyset keys = look(false).keys();
        if (keys == null || !keys.opens(key)) {
            keys = look(true).keys();
        }
        if (keys == null || !keys.opens(key)) {
            String told = trouble;
            throw new SealException("Expected key " + key + " to read " + what + ", but "
                    + (keys == null ? "there are no keys" : "it isn't among the keys")
                    + " in " + source.place() + ". " + (told == null ? "" : told + " ")
                    + "Put it back; it is found within a second, and what waits for it goes on.");
        }
        try {
            return keys.open(sealed, about);
        } catch (GeneralSecurityException e) {
            throw new SealException("Expected " + what + " as key " + key
                    + " has sealed it, but found something else: it was changed, or put in another's place.");
        }
    }

    private String missing(String what) {
        return "Expected " + what + " in " + source.place()
                + ", as what is kept is sealed, but found none. Put them back;"
                + " «weft keys create» would make others.";
    }

    private Loaded look(boolean now) {
        Loaded known = loaded;
        long time = nanoTime.getAsLong();
        if (known != null && !now && time - known.at() < FRESH) {
            return known;
        }
        return read(now, time);
    }

    private synchronized Loaded read(boolean now, long time) {
        Loaded known = loaded;
        if (known != null && !now && time - known.at() < FRESH) {
            // Another has just looked.
            return known;
        }
        Loaded next = known == null ? new Loaded(null, null, time) : new Loaded(known.keys(), known.text(), time);
        try {
            Optional<String> text = source.read();
            if (text.isPresent() && !text.get().equals(next.text())) {
                next = new Loaded(Keyset.parse(text.get()), text.get(), time);
            }
            note(text.isEmpty() && next.keys() != null ? missing("the keys") : null);
        } catch (IOException e) {
            note("Expected to read keys from " + source.place() + ", but that failed ("
                    + e.getClass().getSimpleName() + ").");
        } catch (IllegalArgumentException e) {
            note("In " + source.place() + ": " + e.getMessage());
        }
        loaded = next;
        return next;
    }

    private void note(@Nullable String found) {
        if (found != null && !found.equals(trouble)) {
            LOG.error("{} What was read before is used on.", found);
        }
        trouble = found;
    }

    static boolean startsWith(byte[] content, byte[] beginning) {
        return content.length >= beginning.length
                && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
    }
}
