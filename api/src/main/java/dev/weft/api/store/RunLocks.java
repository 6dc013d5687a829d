package dev.weft.api.store;

/** Lets one request at a time start a run once more, over all processes that share the database. Thread safe. */
public final class RunLocks {
    private final Database database;

    public RunLocks(Database database) {
        this.database = database;
    }

    /**
     * Does something while nobody else does so for the same run.
     *
     * @param <T> of the result
     */
    public <T> T alone(String run, Database.Work<T> work) {
        return database.jdbi().inTransaction(handle -> {
            handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:run, 0))::text")
                    .bind("run", run)
                    .mapTo(String.class)
                    .one();
            return work.get();
        });
    }
}
