package dev.weft.cli.command;

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
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A file of keys: for its owner alone, replaced as a whole, so that a process that reads it never sees a part.
 *
 * @param path of it
 */
record KeysFile(Path path) {
    private static final String OWNER_ALONE = "rw-------";

    /** Writes a first one. */
    Keyset create() {
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
        return made;
    }

    Keyset read() {
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
    Keyset change(UnaryOperator<Keyset> change) {
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
        return changed;
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
