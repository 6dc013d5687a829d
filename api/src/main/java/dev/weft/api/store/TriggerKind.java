package dev.weft.api.store;

import java.util.Locale;

/** By what a trigger starts runs. */
public enum TriggerKind {
    SCHEDULE,
    EVENT,
    WEBHOOK;

    /** As it stands in a definition, and in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TriggerKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
