package dev.weft.api.store;

import java.util.Locale;

/** What has become of a delivery. */
public enum DeliveryState {
    /** It is to be handed to Temporal. */
    DUE,
    /** Temporal has it tried until it is delivered or given up. */
    HANDED,
    /** The receiver has it. */
    DELIVERED,
    /** It was given up, with the reason; somebody may have it sent again. */
    DEAD;

    /** As it stands in answers, and in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
