package dev.weft.api.folder;

import java.util.Map;

/** Alerts that aren't cleared, kept beyond the life of a server. Thread safe. */
public interface AlertBook {
    /**
     * Ids of alerts by what they are about.
     *
     * @param source whose alerts, such as the path of a folder
     */
    Map<String, String> of(String source);

    /** Keeps one, in place of an earlier one about the same. */
    void raised(String source, String subject, String alert);

    /** Keeps none about something, where it is this one. */
    void cleared(String source, String subject, String alert);
}
