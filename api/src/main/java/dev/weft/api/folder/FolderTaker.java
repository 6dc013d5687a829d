package dev.weft.api.folder;

import java.nio.file.Path;
import java.util.Optional;

/** Takes files of watched folders into the store. Used by one thread. */
public interface FolderTaker {
    /**
     * Takes a file: what it defines is saved as the next revision, where it means something else than before.
     *
     * @return why it can't be taken, in words with places; then all that was saved before stays
     */
    Optional<String> take(Path folder, String file, byte[] content);

    /** Knows that a file that was taken has another name now. */
    void renamed(Path folder, String before, String now);
}
