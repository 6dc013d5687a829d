package dev.weft.worker.action.file;

import java.nio.file.Path;
import java.util.List;

/**
 * A file or folder inside a root, that may or may not exist.
 *
 * @param root real path of the root
 * @param names of the folders on the way and of itself; empty for the root
 * @param shown the path as an author may use it again: relative to the workspace, else absolute
 */
public record Place(Path root, List<String> names, String shown) {
    public Place {
        names = List.copyOf(names);
    }

    boolean isRoot() {
        return names.isEmpty();
    }

    String name() {
        return names.getLast();
    }
}
