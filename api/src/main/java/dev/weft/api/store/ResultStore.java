package dev.weft.api.store;

import dev.weft.worker.protocol.cache.CachedResult;
import dev.weft.worker.protocol.cache.FoundResult;
import dev.weft.worker.protocol.cache.LookedUp;
import dev.weft.worker.protocol.cache.WantedResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The result cache. Ages are by the database's clock. Thread safe. */
public final class ResultStore {
    /** Rows that are past their time and go with each that is put, so that no more of them gather than are put. */
    private static final int SWEPT = 100;

    private static final double MILLIS = 1_000.0;

    private final Database database;

    public ResultStore(Database database) {
        this.database = database;
    }

    /** Those that are there, young enough, and of no going of a run that has gone back since; and which are too old. */
    public LookedUp find(Collection<WantedResult> wanted) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select digest, run, case when young then output end as output from ("
                                        + "select c.digest, c.run, c.output,"
                                        + " (asked.ttl is null or c.put_at > clock_timestamp() - make_interval(secs => asked.ttl))"
                                        + " and (c.expires_at is null or c.expires_at > clock_timestamp()) as young"
                                        + " from result_cache c"
                                        + " join unnest(:digests::text[], :ttls::float8[]) as asked(digest, ttl) on c.digest = asked.digest"
                                        + " where not exists (select 1 from event e where e.run = c.run"
                                        + " and e.type = 'workflow.rolling_back' and e.generation >= c.generation)) as there")
                        .bindArray(
                                "digests",
                                String.class,
                                wanted.stream().map(WantedResult::digest).toList())
                        .bindArray(
                                "ttls",
                                Double.class,
                                wanted.stream()
                                        .map(one -> seconds(one.ttlMillis()))
                                        .toArray())
                        .reduceRows(new Looking(), Looking::add)
                        .done());
    }

    private static final class Looking {
        private final List<FoundResult> found = new ArrayList<>();
        private final Set<String> young = new HashSet<>();
        private final Set<String> old = new HashSet<>();

        private static Looking add(Looking all, RowView row) {
            String digest = row.getColumn("digest", String.class);
            String output = row.getColumn("output", String.class);
            if (output == null) {
                all.old.add(digest);
            } else if (all.young.add(digest)) {
                all.found.add(new FoundResult(digest, row.getColumn("run", String.class), output));
            }
            return all;
        }

        private LookedUp done() {
            return new LookedUp(found, old);
        }
    }

    /** Puts results in the place of those under the same digests: the last that is put stands. */
    public void put(List<CachedResult> results) {
        Map<String, CachedResult> last = new LinkedHashMap<>();
        results.forEach(result -> last.put(result.digest(), result));
        database.jdbi().useTransaction(handle -> {
            PreparedBatch insert = handle.prepareBatch(
                    "insert into result_cache (digest, workflow, run, generation, path, output, put_at, expires_at)"
                            + " values (:digest, :workflow, :run, :generation, :path, :output, clock_timestamp(),"
                            + " clock_timestamp() + make_interval(secs => :ttl))"
                            + " on conflict (digest) do update set workflow = excluded.workflow, run = excluded.run,"
                            + " generation = excluded.generation, path = excluded.path, output = excluded.output,"
                            + " put_at = excluded.put_at, expires_at = excluded.expires_at");
            // In one order, so that two transactions never wait for one another.
            last.values().stream()
                    .sorted((one, other) -> one.digest().compareTo(other.digest()))
                    .forEach(result -> insert.bind("digest", result.digest())
                            .bind("workflow", result.workflow())
                            .bind("run", result.run())
                            .bind("generation", result.generation())
                            .bind("path", result.path())
                            .bind("output", result.output())
                            .bind("ttl", seconds(result.ttlMillis()))
                            .add());
            insert.execute();
            handle.createUpdate(
                            "delete from result_cache where digest in (select digest from result_cache"
                                    + " where expires_at < clock_timestamp() order by expires_at limit :swept for update skip locked)")
                    .bind("swept", SWEPT)
                    .execute();
        });
    }

    /** Drops what a run has put, up to one going of it. */
    public void drop(String run, int generation) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "delete from result_cache where run = :run and generation <= :generation")
                        .bind("run", run)
                        .bind("generation", generation)
                        .execute());
    }

    /**
     * Drops what runs of a definition have put; returns how many outputs that were.
     *
     * @param workflow {@code null} for all
     */
    public int clear(@Nullable String workflow) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate(
                                "delete from result_cache where :workflow::text is null or workflow = :workflow")
                        .bind("workflow", workflow)
                        .execute());
    }

    /** Shows all outputs that are kept, as they are kept. */
    public void outputs(Consumer<String> output) {
        database.jdbi()
                .useTransaction(handle -> {
                    try (Stream<String> all = handle
                            .createQuery("select output from result_cache")
                            .setFetchSize(SWEPT)
                            .mapTo(String.class)
                            .stream()) {
                        all.forEach(output);
                    }
                });
    }

    private static @Nullable Double seconds(@Nullable Long millis) {
        return millis == null ? null : Double.valueOf(millis / MILLIS);
    }
}
