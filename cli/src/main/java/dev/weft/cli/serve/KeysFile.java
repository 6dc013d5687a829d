package dev.weft.cli.serve;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.worker.protocol.codec.Keyset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A file of keys: for its owner alone, replaced as a whole, so that a process that reads it never sees a part.
 *
 * @param path of it
 */
public record KeysFile(Path path) {
    private static final String OWNER_ALONE = "rw-------";

    /**
     * A key.
     *
     * @param status what it does: {@code primary}, {@code reads} or {@code disabled}, as {@link Keyset} says
     */
    public record Entry(String id, String status) {}

    /** Writes a first one. */
    public List<Entry> create() {
        Keyset made = Keyset.make();
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(Files.createFile(path, attributes()), bytes(made));
        } catch (FileAlreadyExistsException e) {
            throw new CliException(
                    Exit.FAILED,
                    "Expected no keys in " + path
                            + " yet, but found some. «weft keys rotate» adds a new one: what was sealed"
                            + " with the old ones can't be read without them.");
        } catch (IOException e) {
            throw unwritten(e);
        }
        return entries(made);
    }

    /** Those that there are. */
    public List<Entry> list() {
        return entries(read());
    }

    /** Adds one, which seals from now on. */
    public List<Entry> rotate() {
        return change(all -> all.withNewKey(true));
    }

    /** Adds one, which only reads. */
    public List<Entry> add() {
        return change(all -> all.withNewKey(false));
    }

    /** Lets one seal from now on. */
    public List<Entry> primary(String key) {
        return change(all -> all.withPrimary(key));
    }

    /** Lets one do nothing, or read again. */
    public List<Entry> enable(String key, boolean enabled) {
        return change(all -> all.withStatus(key, enabled));
    }

    /** Forgets one. */
    public List<Entry> remove(String key) {
        return change(all -> all.without(key));
    }

    private static List<Entry> entries(Keyset keys) {
        return keys.keys().stream()
                .map(key -> new Entry(key.id(), key.status()))
                .toList();
    }

    private Keyset read() {
        try {
            return Keyset.parse(Files.readString(path, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new CliException(
                    Exit.NOT_FOUND, "Expected keys in " + path + ", but found none. «weft keys create» makes them.");
        } catch (IOException e) {
            throw new CliException(Exit.FAILED, "Expected to read " + path + ", but: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.FAILED, "In " + path + ": " + e.getMessage());
        }
    }

    /** Puts others in their place. */
    private List<Entry> change(UnaryOperator<Keyset> change) {
        Keyset changed;
        try {
            changed = change.apply(read());
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()));
        }
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(beside);
            Files.write(Files.createFile(beside, attributes()), bytes(changed));
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritten(e);
        }
        return entries(changed);
    }

    private static byte[] bytes(Keyset keys) {
        return (keys.write() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private FileAttribute<?>[] attributes() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().containsAll(Set.of("posix"));
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE))
                }
                : new FileAttribute<?>[0];
    }

    private CliException unwritten(IOException e) {
        return new CliException(Exit.FAILED, "Expected to write " + path + ", but: " + e.getMessage());
    }
}
