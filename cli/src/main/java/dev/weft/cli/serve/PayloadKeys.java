package dev.weft.cli.serve;

import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.platform.Environment;
import dev.weft.platform.home.HomeFolder;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.protocol.codec.KeySource;
import dev.weft.worker.protocol.codec.Sealer;
import dev.weft.worker.secret.SecretProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the keys are that payloads and blobs are sealed with. */
public final class PayloadKeys {
    /** The variable that says where: a file, or {@code secret:NAME}. */
    public static final String PLACE = "WEFT_PAYLOAD_KEYS";

    private static final String SECRET = "secret:";
    private static final String FILE = "payload-keys.json";

    private PayloadKeys() {}

    /** The file of a home where nothing else is said. */
    public static Path file(HomeFolder home) {
        return home.path().resolve(FILE);
    }

    /** Where the environment says; {@code null} where it is a secret, which isn't the command's to write. */
    public static Optional<Path> file(HomeFolder home, Environment environment) {
        String set = environment.get(PLACE).orElse("");
        return set.startsWith(SECRET) ? Optional.empty() : Optional.of(set.isBlank() ? file(home) : Path.of(set));
    }

    /**
     * Opens them.
     *
     * @throws CliException where they are named and can't be read
     */
    static Sealer open(HomeFolder home, Environment environment) {
        String set = environment.get(PLACE).orElse("");
        KeySource source = file(home, environment)
                .map(KeySource::file)
                .orElseGet(() -> new Secret(
                        set.substring(SECRET.length()),
                        WorkerSettings.fromEnvironment(home.path(), environment.variables())
                                .secrets()));
        Sealer sealer = new Sealer(source);
        try {
            sealer.check();
        } catch (IllegalArgumentException e) {
            throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()));
        }
        if (!set.isBlank() && !sealer.isOn()) {
            throw new CliException(
                    Exit.FAILED,
                    "Expected keys in " + source.place() + ", which " + PLACE
                            + " names, but found none. «weft keys create» makes them.");
        }
        return sealer;
    }

    /** One that is a secret. */
    private record Secret(String name, List<SecretProvider> providers) implements KeySource {
        @Override
        public Optional<String> read() throws IOException {
            for (SecretProvider provider : providers) {
                Optional<String> value = provider.find(name);
                if (value.isPresent()) {
                    return value;
                }
            }
            return Optional.empty();
        }

        @Override
        public String place() {
            return "secret " + name;
        }
    }
}
