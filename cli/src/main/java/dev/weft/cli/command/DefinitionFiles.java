package dev.weft.cli.command;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Definitions as files of their author. */
final class DefinitionFiles {
    private DefinitionFiles() {}

    /** What stands for standard input. */
    static final String INPUT = "-";

    /** The definition in a file, or what comes on standard input. */
    static SourceText read(Path file) {
        if (Files.isDirectory(file)) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected a definition in " + file + ", but it is a folder. Name one of its files.");
        }
        try {
            DecodedText decoded = decoded(file);
            decoded.flaw().ifPresent(flaw -> {
                throw new CliException(
                        Exit.WRONG_USE,
                        flaw.file() + ":" + flaw.line() + ":" + flaw.column() + ": " + flaw.message() + ". "
                                + flaw.hint());
            });
            return decoded.text();
        } catch (IOException e) {
            throw new CliException(
                    Files.exists(file) ? Exit.WRONG_USE : Exit.NOT_FOUND,
                    "Expected a definition in " + file + ", but "
                            + (Files.exists(file) ? "it can't be read: " + reason(e) : "there is no such file."));
        }
    }

    private static DecodedText decoded(Path file) throws IOException {
        return file.toString().equals(INPUT)
                ? DecodedText.of("standard input", System.in.readAllBytes())
                : DecodedText.of(file.toString(), Files.readAllBytes(file));
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "access is denied." : String.valueOf(e.getMessage());
    }

    /** What an argument of {@code validate} gives. */
    sealed interface Given {
        /** The name under which its author knows it. */
        String name();

        /** A text, however broken. */
        record Text(DecodedText decoded) implements Given {
            @Override
            public String name() {
                return decoded.text().name();
            }
        }

        /**
         * Nothing.
         *
         * @param exit code of why
         * @param message «Expected X, but …», with its full stop
         */
        record Nothing(String name, int exit, String message) implements Given {}
    }

    /** The definition in a file, those directly in a folder, or what comes on standard input: {@code -}. */
    static List<Given> all(String file) {
        try {
            if (file.equals(INPUT)) {
                return List.of(new Given.Text(decoded(Path.of(file))));
            }
            List<Path> files = below(Path.of(file));
            return files.isEmpty()
                    ? List.of(new Given.Nothing(file, Exit.NOT_FOUND, none(file)))
                    : files.stream().map(DefinitionFiles::given).toList();
        } catch (IOException e) {
            return List.of(new Given.Nothing(
                    file, Exit.WRONG_USE, "Expected a definition on standard input, but it can't be read."));
        } catch (CliException e) {
            return List.of(new Given.Nothing(file, e.exit(), String.valueOf(e.getMessage())));
        }
    }

    /** That there is no definition in a folder. */
    static String none(String folder) {
        return "Expected definitions (.yaml, .yml or .json) in " + folder + ", but found none.";
    }

    private static Given given(Path file) {
        try {
            return new Given.Text(DecodedText.of(file.toString(), Files.readAllBytes(file)));
        } catch (IOException e) {
            boolean there = Files.exists(file);
            return new Given.Nothing(
                    file.toString(),
                    there ? Exit.WRONG_USE : Exit.NOT_FOUND,
                    "Expected a definition in " + file + ", but "
                            + (there ? "it can't be read: " + reason(e) : "there is no such file."));
        }
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
