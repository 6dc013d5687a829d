package dev.weft.worker.secret;

import java.util.Map;
import java.util.Optional;

/**
 * Secrets in environment variables: NAME is {@code WEFT_SECRET_NAME}.
 *
 * @param environment all variables
 */
public record EnvironmentSecrets(Map<String, String> environment) implements SecretProvider {
    private static final String PREFIX = "WEFT_SECRET_";

    public EnvironmentSecrets {
        environment = Map.copyOf(environment);
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(environment.get(PREFIX + name));
    }

    @Override
    public String toString() {
        return "environment variables " + PREFIX + "*";
    }
}
