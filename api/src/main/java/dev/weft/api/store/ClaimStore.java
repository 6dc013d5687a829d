package dev.weft.api.store;

import java.util.List;
import java.util.Optional;

/** Which file of a watched folder says what an agent or a definition is. Thread safe. */
public final class ClaimStore {
    private final Database database;

    public ClaimStore(Database database) {
        this.database = database;
    }

    /**
     * A file with what it says.
     *
     * @param kind {@code definition} or {@code agent}
     * @param folder absolute path
     * @param file its name in the folder
     */
    public record Claimant(String kind, String folder, String file) {}

    /** Who has a name; nobody's where no file says it. */
    public Optional<Claimant> holder(String kind, String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select folder, file from folder_claim where kind = :kind and name = :name")
                        .bind("kind", kind)
                        .bind("name", name)
                        .map((row, context) -> new Claimant(kind, row.getString("folder"), row.getString("file")))
                        .findOne());
    }

    /** The names that a file has. */
    public List<String> names(Claimant file) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select name from folder_claim where kind = :kind"
                                + " and folder = :folder and file = :file order by name collate \"C\"")
                        .bindMethods(file)
                        .mapTo(String.class)
                        .list());
    }

    /** The files of a folder that have names. */
    public List<String> files(String kind, String folder) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select distinct file from folder_claim where kind = :kind" + " and folder = :folder")
                        .bind("kind", kind)
                        .bind("folder", folder)
                        .mapTo(String.class)
                        .list());
    }

    /** Gives a name to a file, unless another has it by then; whether the file has it now. */
    public boolean claim(Claimant file, String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("insert into folder_claim as c (kind, name, folder, file)"
                                        + " values (:kind, :name, :folder, :file) on conflict (kind, name) do update"
                                        + " set claimed_at = c.claimed_at"
                                        + " where c.folder = excluded.folder and c.file = excluded.file")
                                .bindMethods(file)
                                .bind("name", name)
                                .execute()
                        > 0);
    }

    /** Takes a name away from a file, where it has it. */
    public void release(Claimant file, String name) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from folder_claim where kind = :kind and name = :name"
                                + " and folder = :folder and file = :file")
                        .bindMethods(file)
                        .bind("name", name)
                        .execute());
    }

    /** Gives all names of a file to the same under another name. */
    public void rename(Claimant before, String now) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update folder_claim set file = :now where kind = :kind"
                                + " and folder = :folder and file = :file")
                        .bindMethods(before)
                        .bind("now", now)
                        .execute());
    }
}
