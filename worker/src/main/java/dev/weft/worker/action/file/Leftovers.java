package dev.weft.worker.action.file;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Files in the making that a killed worker left at the top of a root. */
public final class Leftovers {
    private static final Duration OLD = Duration.ofHours(1);

    private Leftovers() {}

    /** Deletes those that no attempt can be at work on any more. */
    public static void sweep(Path root, Instant now) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, Folder.HIDDEN + "*")) {
            for (Path entry : entries) {
                try {
                    if (Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .isBefore(now.minus(OLD))) {
                        Files.deleteIfExists(entry);
                    }
                } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                    // Another worker sweeps too, or somebody uses such a name for a folder of their own.
                    continue;
                }
            }
        }
    }
}
