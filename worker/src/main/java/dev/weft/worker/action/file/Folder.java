package dev.weft.worker.action.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder held open. All it does is relative to that handle and follows no link, so it stays the same folder whatever
 * others rename, remove or replace meanwhile. Not thread safe.
 */
final class Folder implements AutoCloseable {
    /** Start of the names of files in the making, at the top of a root. */
    static final String HIDDEN = ".weft-";

    private final Path root;
    private final SecureDirectoryStream<Path> handle;

    private Folder(Path root, DirectoryStream<Path> stream) throws IOException {
        if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
            stream.close();
            throw new IOException("Expected a file system that can keep paths inside a folder (openat), but found "
                    + root.getFileSystem().provider());
        }
        this.root = root;
        this.handle = secure;
    }

    /** Opens a root, which is trusted: nobody but the operator can replace it. */
    static Folder root(Path root) throws IOException {
        return new Folder(root, Files.newDirectoryStream(root));
    }

    /** Opens a folder inside this one; fails where it is a link or no folder. */
    Folder child(String name) throws IOException {
        return new Folder(root, handle.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }

    /** Opens a folder inside this one, and makes it where there is none. */
    Folder childOrNew(String name) throws IOException {
        if (attributes(name) == null) {
            make(name);
        }
        return child(name);
    }

    /**
     * Makes a folder. There is no mkdirat to be had: it is made at the top of the root, where the path is sure, and then
     * moved here by handle.
     */
    private void make(String name) throws IOException {
        Path made = Files.createDirectory(root.resolve(HIDDEN + UUID.randomUUID()));
        try {
            handle.move(made, handle, Path.of(name));
        } catch (IOException e) {
            Files.deleteIfExists(made);
            BasicFileAttributes other = attributes(name);
            if (other == null || !other.isDirectory()) {
                throw e;
            }
        }
    }

    /** Of the entry itself, not of what a link leads to; {@code null} where there is none. */
    @Nullable BasicFileAttributes attributes(String name) throws IOException {
        try {
            return handle.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Opens a regular file, never a link. */
    SeekableByteChannel open(String name, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return handle.newByteChannel(Path.of(name), all);
    }

    /** Opens a new file at the top of a root. */
    SeekableByteChannel create(String name) throws IOException {
        return open(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Moves an entry, in one step; a file of the new name is replaced. */
    void move(String name, Folder target, String newName) throws IOException {
        handle.move(Path.of(name), target.handle, Path.of(newName));
    }

    void deleteFile(String name) throws IOException {
        handle.deleteFile(Path.of(name));
    }

    void deleteFolder(String name) throws IOException {
        handle.deleteDirectory(Path.of(name));
    }

    /** Names of the entries, sorted. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> fresh = handle.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS)) {
            fresh.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        names.sort(null);
        return names;
    }

    /** Makes renames in this folder survive a power cut, where the system can. */
    void sync() {
        try (SeekableByteChannel self = open(".", StandardOpenOption.READ)) {
            if (self instanceof FileChannel channel) {
                channel.force(true);
            }
        } catch (IOException e) {
            // Some systems can't sync folders; the file itself is safe.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        handle.close();
    }
}
