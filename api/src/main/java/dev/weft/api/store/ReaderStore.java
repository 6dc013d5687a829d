package dev.weft.api.store;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who reads the event log for a purpose: one at a time, in a transaction that holds the row of that purpose. Thread safe.
 */
public final class ReaderStore {
    private final Database database;
    private final String name;

    /**
     * @param name of the purpose, which has a row
     */
    public ReaderStore(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /**
     * How far it has come.
     *
     * @param examined offset up to which it has looked
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
                .withHandle(handle -> handle.createQuery("select examined, holder from event_reader"
                                + " where name = :name and (holder is null or holder = :who"
                                + " or seen_at < clock_timestamp() - make_interval(secs => :patience))"
                                + " for update skip locked")
                        .bind("name", name)
                        .bind("who", who)
                        .bind("patience", patience.toMillis() / 1000.0)
                        .map((row, context) -> new Standing(row.getLong("examined"), row.getString("holder")))
                        .findOne());
    }

    /** Notes how far it has come, and that whoever did it lives. */
    public void put(String who, long examined) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update event_reader set examined = :examined, holder = :who,"
                                + " seen_at = clock_timestamp() where name = :name")
                        .bind("name", name)
                        .bind("examined", examined)
                        .bind("who", who)
                        .execute());
    }

    /** Lets another go on at once. */
    public void leave(String who) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "update event_reader set holder = null" + " where name = :name and holder = :who")
                        .bind("name", name)
                        .bind("who", who)
                        .execute());
    }
}
