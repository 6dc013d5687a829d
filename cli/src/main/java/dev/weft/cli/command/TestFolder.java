package dev.weft.cli.command;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds files of tests. */
final class TestFolder {
    private TestFolder() {}

    /** The files that are named, and those in and below the folders that are, by name; none in hidden folders. */
    static List<Path> files(List<Path> named) {
        List<Path> found = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                List<Path> below = below(path);
                below.sort(null);
                found.addAll(below);
            } else if (Files.exists(path)) {
                found.add(path);
            } else {
                throw new CliException(
                        Exit.NOT_FOUND, "Expected a file of tests at " + path + ", but there is no such file.");
            }
        }
        return found.stream().distinct().toList();
    }

    private static List<Path> below(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    Path name = directory.normalize().getFileName();
                    boolean hidden = !directory.equals(folder)
                            && name != null
                            && (name.toString().startsWith(".")
                                    || name.toString().equals("node_modules"));
                    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().matches(".*\\.test\\.ya?ml")) {
                        found.add(file.normalize());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new CliException(
                    Exit.WRONG_USE, "Expected a folder that can be read at " + folder + ": " + e.getMessage());
        }
        return found;
    }
}
