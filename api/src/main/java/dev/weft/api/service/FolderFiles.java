package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.folder.FolderTaker;
import dev.weft.api.folder.Refusal;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What taking files of folders has, whatever they say. Used by one thread at a time. */
abstract class FolderFiles implements FolderTaker {
    private static final Logger LOG = LoggerFactory.getLogger(FolderFiles.class);
    private final String what;

    /**
     * @param what the files say, in words for people
     */
    FolderFiles(String what) {
        this.what = what;
    }

    /** What the files say, in words for people. */
    final String what() {
        return what;
    }

    /**
     * Takes a file.
     *
     * @return whether it says something else than was taken last
     * @throws ApiException where it can't be taken
     */
    abstract boolean taken(Path folder, String file, byte[] content);

    /** Knows what went away while nobody looked. */
    void sweep(Path folder) {}

    @Override
    public final Optional<Refusal> take(Path folder, String file, byte[] content) {
        try {
            if (taken(folder, file, content)) {
                LOG.info("{} in {} has changed, and was taken", file, folder);
            }
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(SaveRefusals.ofFile(e));
        }
    }
}
