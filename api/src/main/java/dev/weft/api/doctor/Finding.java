package dev.weft.api.doctor;

import org.jspecify.annotations.Nullable;

/**
 * Something that doesn't agree.
 *
 * @param check which examination has found it
 * @param severity {@code critical}, {@code error} or {@code warning}
 * @param subject what it is about, once a check: a run, a lease, a definition
 * @param summary what is wrong
 * @param help what to do about it
 * @param repairable whether repair does it
 * @param outcome of a repair: {@code repaired} or {@code left}; {@code null} where none was asked for
 */
public record Finding(
        String check,
        String severity,
        String subject,
        String summary,
        String help,
        boolean repairable,
        @Nullable String outcome) {
    /** What repair is called. */
    static final String REPAIR = "«weft doctor --repair»";

    /** One that repair puts right. */
    static Finding repairable(String check, String subject, String summary, String help) {
        return new Finding(check, "error", subject, summary, help, true, null);
    }

    /** One that somebody has to put right. */
    static Finding error(String check, String subject, String summary, String help) {
        return new Finding(check, "error", subject, summary, help, false, null);
    }

    /** One that somebody has to put right at once. */
    static Finding critical(String check, String subject, String summary, String help) {
        return new Finding(check, "critical", subject, summary, help, false, null);
    }

    /** One that may be all right. */
    static Finding warning(String check, String subject, String summary, String help) {
        return new Finding(check, "warning", subject, summary, help, false, null);
    }

    /** The same, of which is known what repair came to. */
    Finding after(String became) {
        return new Finding(check, severity, subject, summary, help, repairable, became);
    }
}
