package dev.weft.api.folder;

import java.nio.file.Path;
import java.util.Optional;

/** Takes files of watched folders into the store. Used by one thread. */
public interface FolderTaker {
    /** What an alert about a file that can't be taken is called, such as {@code agent_refused}. */
    String alert();

    /**
     * Takes a file: what it says is saved, where it means something else than before.
     *
     * @return why it can't be taken; then all that was saved before stays
     */
    Optional<Refusal> take(Path folder, String file, byte[] content);

    /** Knows that a file that was taken has another name now. */
    void renamed(Path folder, String before, String now);

    /**
     * Knows that a file is no more.
     *
     * @return what became of what it said, in words for people
     */
    String gone(Path folder, String file);
}
