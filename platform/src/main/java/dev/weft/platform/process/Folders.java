package dev.weft.platform.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders as a whole. */
public final class Folders {
    private Folders() {}

    /** Deletes a folder with all that is in it, as far as it can be deleted. Links are deleted, not followed. */
    public static void delete(@Nullable Path folder) {
        if (folder == null || !Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException leftBehind) {
            // Rubbish in a folder of temporary files is no reason to fail what was asked for.
        }
    }
}
