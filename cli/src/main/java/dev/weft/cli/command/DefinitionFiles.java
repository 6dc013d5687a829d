package dev.weft.cli.command;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Definitions as files of their author. */
final class DefinitionFiles {
    private DefinitionFiles() {}

    static SourceText read(Path file) {
        try {
            return new SourceText(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new CliException(
                    Files.exists(file) ? Exit.WRONG_USE : Exit.NOT_FOUND,
                    "Expected a definition in " + file + ", but "
                            + (Files.exists(file) ? "could not read it: " + e.getMessage() : "there is no such file."));
        }
    }

    /** The definition in a file, those directly in a folder, or what comes on standard input: {@code -}. */
    static List<SourceText> all(String file) {
        if (file.equals("-")) {
            try {
                String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
                return List.of(new SourceText("standard input", text));
            } catch (IOException e) {
                throw new CliException(
                        Exit.WRONG_USE, "Expected a definition on standard input, but could not read it.");
            }
        }
        Path path = Path.of(file);
        List<Path> files = below(path);
        if (files.isEmpty()) {
            throw new CliException(
                    Exit.NOT_FOUND, "Expected definitions (.yaml, .yml or .json) in " + path + ", but found none.");
        }
        return files.stream().map(DefinitionFiles::read).toList();
    }

    /** The file itself, or the YAML and JSON files directly in a folder, by name. */
    static List<Path> below(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                    .filter(file -> !file.toString().contains(".test."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CliException(
                    Exit.WRONG_USE, "Expected a folder of definitions in " + path + ", but could not read it.");
        }
    }
}
