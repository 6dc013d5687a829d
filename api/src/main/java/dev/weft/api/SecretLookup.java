package dev.weft.api;

import java.io.IOException;
import java.util.Optional;

/** Where this server finds the secrets by which hooks are called. Thread safe; asked anew for each call. */
@FunctionalInterface
public interface SecretLookup {
    /**
     * The value of a secret.
     *
     * @return nothing where there is none of that name
     * @throws IOException when it can't be asked
     */
    Optional<String> find(String name) throws IOException;
}
