package dev.weft.worker.catalog.release;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.worker.catalog.support.Parameters;
import dev.weft.worker.catalog.support.TextDecoder;
import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a project, as its authors wrote them: what tools make or fetch is left out, links aren't followed.
 *
 * @param folder of the project
 */
record ProjectFiles(WorkspaceFiles files, Path folder, ActionContext context) {
    private static final Set<String> LEFT_OUT = Set.of(
            ".git",
            ".hg",
            ".svn",
            "node_modules",
            "target",
            "build",
            "dist",
            "out",
            "vendor",
            ".gradle",
            ".idea",
            ".venv",
            "venv",
            "__pycache__");
    private static final int MOST_FILES = 50_000;
    private static final long MOST_BYTES = 2 * 1024 * 1024;

    /** Sees one text file. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param path below the project's folder
         */
        void text(String path, String text) throws ActionException;
    }

    /** The project whose folder parameter {@code project} names. */
    static ProjectFiles open(Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        WorkspaceFiles files = WorkspaceFiles.of(context);
        return new ProjectFiles(files, files.folder(new Parameters(parameters).text("project")), context);
    }

    /**
     * Shows all text files of at most 2 MiB, by path.
     *
     * @return how many there were
     */
    int texts(Visitor visitor) throws ActionException, InterruptedException {
        int count = 0;
        for (Path file : all()) {
            context.heartbeat();
            String path = folder.relativize(file).toString().replace('\\', '/');
            Optional<String> text = text(file);
            if (text.isPresent()) {
                visitor.text(path, text.get());
                count++;
            }
        }
        return count;
    }

    /** The text of a file of the project; empty where there is none, or it isn't text. */
    Optional<String> text(String path) throws ActionException {
        Path file = folder.resolve(path);
        return Files.isRegularFile(file) ? text(files.inside(files.name(file))) : Optional.empty();
    }

    /** The first of the files at the top of the project whose name, without its ending, is one of the given, in any case. */
    Optional<String> named(List<String> stems) throws ActionException {
        try (Stream<Path> top = Files.list(folder)) {
            List<String> names = top.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
            for (String stem : stems) {
                for (String name : names) {
                    if (name.replaceAll("\\.[^.]*$", "").equalsIgnoreCase(stem)) {
                        return Optional.of(name);
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw WorkspaceFiles.failure("list", files.name(folder), e);
        }
    }

    private Optional<String> text(Path file) throws ActionException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            return Optional.of(TextDecoder.decode(files.read(file, MOST_BYTES), files.name(file))
                    .text());
        } catch (IOException e) {
            throw WorkspaceFiles.failure("read", files.name(file), e);
        } catch (ActionException e) {
            if (e.code().equals("not_text")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<Path> all() throws ActionException {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    boolean leftOut = !dir.equals(folder)
                            && LEFT_OUT.contains(dir.getFileName().toString());
                    return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        found.add(file);
                    }
                    return found.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw WorkspaceFiles.failure("walk through", files.name(folder), e);
        }
        if (found.size() > MOST_FILES) {
            throw ActionException.permanent(
                    "too_large",
                    "Expected at most " + MOST_FILES + " files in " + files.name(folder) + ", but found more: give the"
                            + " folder of one project");
        }
        found.sort(null);
        return found;
    }
}
