package dev.weft.api.insight.alert;

/** What looks for findings of one kind. Thread safe. */
public interface Rule {
    /** The kind of all that it finds. */
    String kind();

    /**
     * All that is the case now.
     *
     * @throws RuntimeException where that can't be known now: what was the case before still counts
     */
    Sight look();
}
