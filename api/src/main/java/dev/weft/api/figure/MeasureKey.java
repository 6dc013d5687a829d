package dev.weft.api.figure;

import java.time.Instant;

/**
 * What is measured together.
 *
 * @param hour its beginning
 * @param task path without the numbers of items; empty for the runs themselves
 * @param agent empty for none
 */
public record MeasureKey(Instant hour, Kind kind, String workflow, String task, String agent) {
    /** What is counted. */
    public enum Kind {
        RUN,
        TASK;

        /** As it stands in the database. */
        public String text() {
            return this == RUN ? "run" : "task";
        }
    }
}
