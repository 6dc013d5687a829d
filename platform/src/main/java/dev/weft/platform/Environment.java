package dev.weft.platform;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that decide where things are. Immutable.
 *
 * @param variables by name
 */
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** That of this process. */
    public static Environment system() {
        return new Environment(System.getenv());
    }

    /** The same with others in place of those of the same names. */
    public Environment with(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.putAll(others);
        return new Environment(all);
    }

    /** A variable's value; empty where it is missing or blank. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Where downloads and builds are kept: {@code WEFT_CACHE}, else {@code weft} in {@code XDG_CACHE_HOME} or {@code ~/.cache}. */
    public Path cache() {
        return get("WEFT_CACHE")
                .map(Path::of)
                .or(() -> get("XDG_CACHE_HOME").map(folder -> Path.of(folder, "weft")))
                .orElseGet(() -> Path.of(get("HOME").orElse(System.getProperty("user.home")), ".cache", "weft"))
                .toAbsolutePath();
    }

    /** The program of that name in the folders of {@code PATH}. */
    public Optional<Path> program(String name) {
        return Arrays.stream(get("PATH").orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toAbsolutePath)
                .findFirst();
    }
}
