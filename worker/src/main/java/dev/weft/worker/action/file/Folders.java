package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.file.Path;

/** Folders by their paths, for those who can't be handed an open one. */
public final class Folders {
    private Folders() {}

    /**
     * The path of an existing folder inside another one, without links on the way. Others may change that right away: use
     * it only where it doesn't matter, as in a sandbox that sees nothing else.
     *
     * @param within real path
     */
    public static Path inside(Place place, Path within) throws ActionException, InterruptedException {
        Path path = place.root();
        for (String name : place.names()) {
            path = path.resolve(name);
        }
        if (!path.startsWith(within)) {
            throw ActionException.permanent(
                    "outside_workspace", "Expected a folder inside the workspace, but found '" + place.shown() + "'.");
        }
        try (Folder parent = place.isRoot() ? Folder.root(place.root()) : Walk.parent(place, false)) {
            if (!place.isRoot()) {
                Walk.refuseFile(parent, place);
                parent.child(place.name()).close();
            }
            return path;
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        }
    }
}
