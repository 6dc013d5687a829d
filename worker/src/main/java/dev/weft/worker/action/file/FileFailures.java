package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** What the file system says, for authors. */
final class FileFailures {
    private FileFailures() {}

    /** The failure of an operation on a place. */
    static ActionException of(IOException e, String path) throws InterruptedException {
        if (e instanceof ClosedByInterruptException
                || e instanceof FileLockInterruptionException
                || e instanceof InterruptedIOException) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while at work on " + path);
        }
        String reason = e instanceof FileSystemException system
                ? Objects.requireNonNullElse(system.getReason(), "")
                : Objects.requireNonNullElse(e.getMessage(), "");
        if (reason.contains("symbolic link")) {
            return link(path);
        } else if (reason.contains("No space left") || reason.contains("quota exceeded")) {
            return new ActionException(
                    "no_space", "Expected room for '" + path + "', but the disk is full. Nothing was changed.");
        } else if (reason.contains("Is a directory")) {
            return folder(path);
        }
        return switch (e) {
            case NoSuchFileException missing -> missing(path);
            case NotDirectoryException file ->
                ActionException.permanent(
                        "not_a_folder", "Expected folders on the way to '" + path + "', but found a file or a link.");
            case DirectoryNotEmptyException full ->
                ActionException.permanent(
                        "not_empty", "Expected an empty folder at '" + path + "', but found entries.");
            case AccessDeniedException denied ->
                ActionException.permanent("access_denied", "Expected access to '" + path + "', but it was denied.");
            default ->
                new ActionException(
                        "io",
                        "Expected to work on '" + path + "', but that failed: "
                                + (reason.isEmpty() ? e.getClass().getSimpleName() : reason) + ".");
        };
    }

    static ActionException missing(String path) {
        return new ActionException("not_found", "Expected a file or folder at '" + path + "', but found none.");
    }

    static ActionException exists(String path) {
        return ActionException.permanent(
                "exists",
                "Expected nothing at '" + path
                        + "', as overwrite is false, but found something that is there already.");
    }

    static ActionException link(String path) {
        return ActionException.permanent(
                "link_refused", "Expected no symbolic link on the way to '" + path + "', but found one.");
    }

    static ActionException folder(String path) {
        return ActionException.permanent("is_folder", "Expected a file at '" + path + "', but found a folder.");
    }

    static ActionException notFolder(String path) {
        return ActionException.permanent("not_a_folder", "Expected a folder at '" + path + "', but found a file.");
    }

    static ActionException special(String path) {
        return ActionException.permanent(
                "not_a_file", "Expected a regular file at '" + path + "', but found something else.");
    }
}
