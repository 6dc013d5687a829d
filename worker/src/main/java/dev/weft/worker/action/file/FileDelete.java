package dev.weft.worker.action.file;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;

/** Deletes a file, a link itself, or a folder. Thread safe. */
public final class FileDelete {
    /**
     * Deletes what is there.
     *
     * @param recursive whether a folder goes with all that is in it
     * @return whether there was anything
     */
    public boolean delete(Place place, boolean recursive, ActionContext context)
            throws ActionException, InterruptedException {
        Walk.refuseRoot(place);
        try (Folder parent = Walk.parent(place, false)) {
            BasicFileAttributes attributes = parent.attributes(place.name());
            if (attributes == null) {
                return false;
            }
            delete(parent, place.name(), attributes, recursive, context);
            parent.sync();
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw FileFailures.of(e, place.shown());
        }
    }

    private static void delete(
            Folder parent, String name, BasicFileAttributes attributes, boolean recursive, ActionContext context)
            throws IOException, InterruptedException {
        if (!attributes.isDirectory()) {
            parent.deleteFile(name);
            return;
        }
        context.heartbeat();
        if (recursive) {
            try (Folder folder = parent.child(name)) {
                for (String child : folder.names()) {
                    BasicFileAttributes childAttributes = folder.attributes(child);
                    if (childAttributes != null) {
                        delete(folder, child, childAttributes, true, context);
                    }
                }
            }
        }
        parent.deleteFolder(name);
    }
}
