package dev.weft.worker.secret;

import dev.weft.definitions.action.ActionException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All places where secrets are kept, asked in order. Thread safe. */
public final class Secrets {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private final List<SecretProvider> providers;

    /**
     * @param providers in the order in which they are asked; the first that knows a name wins
     */
    public Secrets(List<SecretProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** A vault for one attempt, which remembers what it gave out. */
    public SecretVault open() {
        return new SecretVault(this);
    }

    /**
     * The value of a secret.
     *
     * @throws ActionException {@code secret_missing} when no place knows it, {@code secret_unavailable} when one can't be
     *     asked
     */
    String value(String name) throws ActionException {
        if (!NAME.matcher(name).matches()) {
            throw ActionException.permanent(
                    "secret_missing", "Expected a secret's name of letters, digits and '_', but found '" + name + "'.");
        }
        for (SecretProvider provider : providers) {
            try {
                Optional<String> value = provider.find(name);
                if (value.isPresent()) {
                    return value.get();
                }
            } catch (IOException e) {
                throw new ActionException(
                        "secret_unavailable",
                        "Expected to read secret " + name + " from " + provider + ", but that failed ("
                                + e.getClass().getSimpleName() + ").");
            }
        }
        throw ActionException.permanent(
                "secret_missing",
                "Expected secret " + name + ", but found none. Looked in "
                        + providers.stream().map(Object::toString).collect(Collectors.joining(", then ")) + ".");
    }
}
