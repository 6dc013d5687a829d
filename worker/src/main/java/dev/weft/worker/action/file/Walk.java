package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Ways into a root: from folder to folder, each opened by the one before. */
final class Walk {
    private Walk() {}

    /** The folder that holds a place. */
    static Folder parent(Place place, boolean make) throws IOException {
        return descend(place, place.names().size() - 1, make);
    }

    /** The place itself, a folder. */
    static Folder folder(Place place) throws IOException {
        return descend(place, place.names().size(), false);
    }

    private static Folder descend(Place place, int depth, boolean make) throws IOException {
        Folder folder = Folder.root(place.root());
        for (int i = 0; i < depth; i++) {
            try (Folder above = folder) {
                String name = place.names().get(i);
                folder = make ? above.childOrNew(name) : above.child(name);
            }
        }
        return folder;
    }

    /** Refuses all but a regular file; {@code null} where there is nothing. */
    static @Nullable BasicFileAttributes file(Folder parent, Place place) throws IOException, ActionException {
        BasicFileAttributes attributes = parent.attributes(place.name());
        if (attributes == null || attributes.isRegularFile()) {
            return attributes;
        } else if (attributes.isSymbolicLink()) {
            throw FileFailures.link(place.shown());
        } else if (attributes.isDirectory()) {
            throw FileFailures.folder(place.shown());
        }
        throw FileFailures.special(place.shown());
    }

    /** As {@link #file}, where there must be one. */
    static BasicFileAttributes existingFile(Folder parent, Place place) throws IOException, ActionException {
        BasicFileAttributes attributes = file(parent, place);
        if (attributes == null) {
            throw FileFailures.missing(place.shown());
        }
        return attributes;
    }

    /** Refuses all but a folder. */
    static void refuseFile(Folder parent, Place place) throws IOException, ActionException {
        BasicFileAttributes attributes = parent.attributes(place.name());
        if (attributes == null) {
            throw FileFailures.missing(place.shown());
        } else if (attributes.isSymbolicLink()) {
            throw FileFailures.link(place.shown());
        } else if (!attributes.isDirectory()) {
            throw FileFailures.notFolder(place.shown());
        }
    }

    /** Refuses the root, which is no file and may not be changed. */
    static void refuseRoot(Place place) throws ActionException {
        if (place.isRoot()) {
            throw FileFailures.folder(place.shown());
        }
    }
}
