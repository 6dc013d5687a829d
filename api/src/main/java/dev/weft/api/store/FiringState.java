package dev.weft.api.store;

import java.util.Locale;

/** What has become of a firing. */
public enum FiringState {
    /** It is to be tried, for the first time or again. */
    DUE,
    /** Its run is there. */
    STARTED,
    /** It was given up, with the reason; somebody may have it tried again. */
    DEAD,
    /** Its run was not wanted: no place under {@code when_full: reject}, or the trigger is gone. */
    DROPPED;

    /** As it stands in answers, and in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FiringState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
