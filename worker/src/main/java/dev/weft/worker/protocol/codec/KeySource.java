package dev.weft.worker.protocol.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the keys are: asked again and again, so that keys can be changed while processes run. Thread safe. */
public interface KeySource {
    /**
     * The keys now.
     *
     * @return a Tink keyset as JSON; nothing where none has been made
     * @throws IOException when the place can't be reached; its message must not hold a key
     */
    Optional<String> read() throws IOException;

    /** The place, for people. */
    String place();

    /** A file; one that is not there means that none has been made. */
    static KeySource file(Path file) {
        return new KeySource() {
            @Override
            public Optional<String> read() throws IOException {
                try {
                    return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
                } catch (NoSuchFileException e) {
                    return Optional.empty();
                }
            }

            @Override
            public String place() {
                return file.toString();
            }
        };
    }
}
