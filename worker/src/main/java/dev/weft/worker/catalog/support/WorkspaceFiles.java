package dev.weft.worker.catalog.support;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Files below a run's workspace, and nowhere else: neither {@code ..} nor a link leads out of it. Files are written
 * beside their place and then moved there, so that a reader never sees half of one and an attempt may be made again.
 *
 * @param root the workspace's real path
 */
public record WorkspaceFiles(Path root) {
    /** The files of the run that an attempt belongs to. */
    public static WorkspaceFiles of(ActionContext context) throws ActionException {
        try {
            return new WorkspaceFiles(
                    Files.createDirectories(context.workspace()).toRealPath());
        } catch (IOException e) {
            throw failure("open the workspace", context.workspace().toString(), e);
        }
    }

    /** A file that must be there. */
    public Path file(String path) throws ActionException {
        Path file = inside(path);
        if (!Files.isRegularFile(file)) {
            throw ActionException.permanent(
                    "file_not_found",
                    "Expected a file at " + path + " in the workspace " + root + ", but found "
                            + (Files.exists(file) ? "something that is no file" : "nothing")
                            + ": put it there or give another path");
        }
        return file;
    }

    /** A folder that must be there. */
    public Path folder(String path) throws ActionException {
        Path folder = inside(path);
        if (!Files.isDirectory(folder)) {
            throw ActionException.permanent(
                    "file_not_found",
                    "Expected a folder at " + path + " in the workspace " + root + ", but found "
                            + (Files.exists(folder) ? "something that is no folder" : "nothing")
                            + ": put it there or give another path");
        }
        return folder;
    }

    /** The place of a path below the workspace, whether or not something is there. */
    public Path inside(String path) throws ActionException {
        Path place;
        try {
            place = root.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw ActionException.invalidParameters("Expected a path, but found " + path + ": " + e.getReason());
        }
        Path existing = place;
        while (existing != null && existing.startsWith(root) && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        try {
            if (existing != null
                    && existing.startsWith(root)
                    && existing.toRealPath().startsWith(root)) {
                return place;
            }
        } catch (IOException e) {
            throw failure("follow", path, e);
        }
        throw ActionException.permanent(
                "outside_workspace",
                "Expected a path below the workspace " + root + ", but found " + path + ": copy the file there first");
    }

    /** The folder that a path lies in; the workspace itself for the workspace. */
    public Path folderOf(String path) throws ActionException {
        Path folder = inside(path).getParent();
        return folder == null || !folder.startsWith(root) ? root : folder;
    }

    /** All bytes of a file. {@code most} bounds its size: over it, the failure is {@code too_large}. */
    public byte[] read(Path file, long most) throws ActionException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > most) {
                throw ActionException.permanent(
                        "too_large",
                        "Expected " + name(file) + " to hold at most " + most + " bytes, but found " + Files.size(file)
                                + ": split it");
            }
            return bytes;
        } catch (IOException e) {
            throw failure("read", name(file), e);
        }
    }

    /** Writes a file as a whole, with the folders above it. */
    public void write(Path file, byte[] content) throws ActionException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            try {
                Files.write(part, content);
                move(part, file);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw failure("write", name(file), e);
        }
    }

    /** Puts a finished file in its place, over what stands there. */
    public void move(Path part, Path file) throws ActionException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure("write", name(file), e);
        }
    }

    /** A file's path as authors write it: below the workspace, with {@code /}. */
    public String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** sha-256 of a file in lower-case hexadecimal. */
    public String sha256(Path file) throws ActionException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw failure("read", name(file), e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** sha-256 of bytes in lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** What an error of the file system means to the author; a later attempt may find it mended. */
    public static ActionException failure(String doing, String path, IOException error) {
        return new ActionException(
                "file_error",
                "Could not " + doing + " " + path + ": " + error.getClass().getSimpleName() + " " + error.getMessage());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
