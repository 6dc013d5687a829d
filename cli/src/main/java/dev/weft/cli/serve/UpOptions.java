package dev.weft.cli.serve;

import dev.weft.platform.Environment;
import dev.weft.platform.home.HomeFolder;
import dev.weft.platform.home.HomeSettings;
import dev.weft.platform.home.Server;
import dev.weft.platform.temporal.Sync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a person wants the platform.
 *
 * @param ports as given, 0 for a free one; absent where nothing was said
 * @param definitions folder loaded at the start; {@code null} for none
 * @param agents folder loaded at the start; {@code null} for none
 * @param sync safety of the Temporal server's file against a power cut
 */
public record UpOptions(
        HomeFolder home,
        Map<Server, Integer> ports,
        @Nullable Path definitions,
        @Nullable Path agents,
        Sync sync) {
    public UpOptions {
        EnumMap<Server, Integer> copy = new EnumMap<>(Server.class);
        copy.putAll(ports);
        ports = copy;
    }

    /** What the platform module wants to know. */
    HomeSettings settings(Environment environment) {
        return new HomeSettings(home, ports, sync, environment);
    }

    /** The words that make another process do the same. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("up", "--home", home.path().toString()));
        ports.forEach((server, port) -> words.addAll(List.of(server.option(), Integer.toString(port))));
        if (definitions != null) {
            words.addAll(List.of("--definitions", definitions.toAbsolutePath().toString()));
        }
        if (agents != null) {
            words.addAll(List.of("--agents", agents.toAbsolutePath().toString()));
        }
        words.addAll(List.of("--sync", sync.name().toLowerCase(Locale.ROOT)));
        return words;
    }
}
