package dev.weft.api.folder;

import java.nio.file.Path;

/**
 * A folder that is looked at while the server runs.
 *
 * @param path absolute
 * @param taker of its files
 * @param optional whether it may be missing, as one that nobody has named
 */
public record WatchedFolder(Path path, FolderTaker taker, boolean optional) {
    public WatchedFolder {
        path = path.toAbsolutePath().normalize();
    }
}
