package dev.weft.api.insight.alert;

/**
 * Something that somebody should look at.
 *
 * @param kind such as {@code error_rate}
 * @param subject what it is about: a definition, a run, a queue; one of a kind stands once
 * @param severity {@code critical} or {@code warning}
 * @param summary what is the case
 * @param help what to do about it
 */
public record Finding(String kind, String subject, String severity, String summary, String help) {
    /** One that is to be looked at at once. */
    public static Finding critical(String kind, String subject, String summary, String help) {
        return new Finding(kind, subject, "critical", summary, help);
    }

    /** One that may wait. */
    public static Finding warning(String kind, String subject, String summary, String help) {
        return new Finding(kind, subject, "warning", summary, help);
    }
}
