package com.example.weft;

import dev.weft.worker.secret.SecretProvider;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Secrets out of the file that {@code WEFT_EXAMPLE_SECRETS} names, read anew each time. */
public final class PropertiesSecrets implements SecretProvider {
    @Override
    public Optional<String> find(String name) throws IOException {
        String file = System.getenv("WEFT_EXAMPLE_SECRETS");
        if (file == null) {
            return Optional.empty();
        }
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            secrets.load(reader);
        }
        return Optional.ofNullable(secrets.getProperty(name));
    }

    @Override
    public String toString() {
        return "the file of WEFT_EXAMPLE_SECRETS";
    }
}
