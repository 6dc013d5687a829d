package dev.weft.worker.secret;

import java.io.IOException;
import java.util.Optional;

/**
 * A place where secrets are kept: the SPI, found by {@link java.util.ServiceLoader}. Thread safe; asked anew for each
 * attempt, so that a rotated secret is used at once.
 */
@FunctionalInterface
public interface SecretProvider {
    /**
     * The value of a secret.
     *
     * @param name {@code [A-Za-z_][A-Za-z0-9_]*}
     * @return nothing where this place doesn't know it
     * @throws IOException when the place can't be reached; its message must not hold a secret
     */
    Optional<String> find(String name) throws IOException;
}
