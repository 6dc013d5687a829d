package dev.weft.cli;

import dev.weft.definitions.plugin.Plugins;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where plugins are: known before the command line is, as what may stand in definitions depends on it. */
public final class PluginFolder {
    /** The variable that says where. */
    public static final String PLACE = "WEFT_PLUGINS";

    private static final String HOME = "--home";

    private PluginFolder() {}

    /** The folder that the environment names, else {@code plugins} of the home folder. */
    public static Path of(String[] arguments, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(PLACE))
                .filter(place -> !place.isBlank())
                .map(Path::of)
                .orElseGet(() -> home(arguments, environment).resolve("plugins"));
    }

    private static Path home(String[] arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(HOME) && i + 1 < arguments.length) {
                return Path.of(arguments[i + 1]);
            }
            if (arguments[i].startsWith(HOME + "=")) {
                return Path.of(arguments[i].substring(HOME.length() + 1));
            }
        }
        return Path.of(environment.getOrDefault("WEFT_HOME", ".weft"));
    }

    /**
     * Refuses to serve with a plugin that can't be used: runs that need it would fail one by one.
     *
     * @throws CliException that names each
     */
    public static void refuseBroken() {
        if (!Plugins.current().problems().isEmpty()) {
            throw new CliException(
                    Exit.FAILED,
                    "Expected plugins that can be used, but found "
                            + String.join("\n", Plugins.current().problems()));
        }
    }
}
