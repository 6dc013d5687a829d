package dev.weft.api.service;

import org.jspecify.annotations.Nullable;

/**
 * Something without which a run can't start.
 *
 * @param where in the definition; in one that is started further down, its id before it
 * @param kind such as {@code agent}
 * @param meant the known name that is nearest; {@code null} where none is near
 * @param why it can't be used, where it is there; {@code null} where it isn't
 */
record Missing(
        String where,
        String kind,
        String name,
        @Nullable String meant,
        @Nullable String why) {
    /** In words, such as {@code agent «a» (tasks/x/agent)}. */
    String words() {
        return (why == null ? "no " : "") + kind + " «" + name + "» (" + where
                + (meant == null ? "" : ", did you mean «" + meant + "»?")
                + (why == null ? "" : ": " + why) + ")";
    }
}
