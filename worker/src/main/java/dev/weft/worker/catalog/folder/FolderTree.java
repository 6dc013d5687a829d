package dev.weft.worker.catalog.folder;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All files below a folder, by path; links aren't followed.
 *
 * @param entries at most {@value #MOST}
 */
record FolderTree(WorkspaceFiles files, Path folder, List<Entry> entries) {
    private static final int MOST = 200_000;

    /**
     * A file.
     *
     * @param size in bytes
     */
    record Entry(Path file, long size) {}

    /** The folder that parameter {@code folder} names; the whole workspace where there is none. */
    static FolderTree open(Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        WorkspaceFiles files = WorkspaceFiles.of(context);
        Path folder = files.folder(new Parameters(parameters).text("folder", ""));
        List<Entry> entries = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        entries.add(new Entry(file, attributes.size()));
                    }
                    return entries.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw WorkspaceFiles.failure("walk through", files.name(folder), e);
        }
        if (entries.size() > MOST) {
            throw ActionException.permanent(
                    "too_large", "Expected at most " + MOST + " files, but found more: give a smaller folder");
        }
        entries.sort(Comparator.comparing(entry -> entry.file().toString()));
        return new FolderTree(files, folder, List.copyOf(entries));
    }

    /** A file's path below the folder. */
    String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
