package dev.weft.api.store;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who looks for the events that tasks wait for: one at a time, in a transaction that holds the one row. Thread safe. */
public final class MatcherStore {
    private final Database database;

    public MatcherStore(Database database) {
        this.database = database;
    }

    /**
     * How far it has come.
     *
     * @param examined offset up to which all waits have been looked at that aren't behind
     * @param holder who did that last; {@code null} for nobody yet
     */
    public record Standing(long examined, @Nullable String holder) {}

    /**
     * Takes the row until the transaction ends; empty where another has it, or had it until lately and will come again.
     *
     * @param patience after so long without a sign of life from another, its place is taken
     */
    public Optional<Standing> take(String who, Duration patience) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select examined, holder from event_matcher"
                                + " where holder is null or holder = :who"
                                + " or seen_at < clock_timestamp() - make_interval(secs => :patience)"
                                + " for update skip locked")
                        .bind("who", who)
                        .bind("patience", patience.toMillis() / 1000.0)
                        .map((row, context) -> new Standing(row.getLong("examined"), row.getString("holder")))
                        .findOne());
    }

    /** Notes how far it has come, and that whoever did it lives. */
    public void put(String who, long examined) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update event_matcher set examined = :examined, holder = :who,"
                                + " seen_at = clock_timestamp()")
                        .bind("examined", examined)
                        .bind("who", who)
                        .execute());
    }

    /** Lets another go on at once. */
    public void leave(String who) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update event_matcher set holder = null where holder = :who")
                        .bind("who", who)
                        .execute());
    }
}
