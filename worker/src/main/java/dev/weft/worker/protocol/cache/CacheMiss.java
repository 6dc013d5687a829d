package dev.weft.worker.protocol.cache;

/** Why an output isn't taken from the result cache. */
public enum CacheMiss {
    /** Nothing is there. */
    ABSENT("nothing is kept for its key, content and agents"),
    /** What is there is too old. */
    EXPIRED("what is kept is older than ttl"),
    /** The cache can't be reached, doesn't answer in time, or there is none. */
    UNAVAILABLE("the cache could not be used"),
    /** Somebody wants it done again. */
    AGAIN("it is done again, not taken"),
    /** It starts a definition that isn't known before. */
    UNPINNED("what it starts isn't pinned, so what it would give isn't known before");

    private final String words;

    CacheMiss(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
