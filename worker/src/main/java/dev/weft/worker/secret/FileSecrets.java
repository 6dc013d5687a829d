package dev.weft.worker.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Secrets in files: NAME is the content of the file NAME, without one line break at its end.
 *
 * @param folder may be missing
 */
public record FileSecrets(Path folder) implements SecretProvider {
    @Override
    public Optional<String> find(String name) throws IOException {
        try {
            return Optional.of(Files.readString(folder.resolve(name)).replaceFirst("\\R\\z", ""));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "the files in " + folder;
    }
}
