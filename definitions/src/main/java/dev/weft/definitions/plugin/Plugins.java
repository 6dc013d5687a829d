package dev.weft.definitions.plugin;

import dev.weft.definitions.action.builtin.BuiltInActions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * What third parties bring: by jars of a folder, each with a class loader of its own, and on the class path. A process opens
 * its folder once, before anything else asks. Immutable and thread safe.
 */
public final class Plugins {
    private static final Plugins NONE = new Plugins(List.of());
    private static volatile Plugins current = NONE;

    private final List<Plugin> all;

    private Plugins(List<Plugin> all) {
        this.all = List.copyOf(all);
    }

    /** Those of this process. */
    public static Plugins current() {
        return current;
    }

    /** Makes those of a folder the ones of this process; to be called before definitions are read. */
    public static void use(Plugins plugins) {
        current = plugins;
    }

    /**
     * Opens the {@code .jar} files of a folder, by name. One that is broken, or brings what another has brought, is kept with
     * its problem.
     *
     * @param folder that need not be there
     */
    public static Plugins open(Path folder) {
        if (!Files.isDirectory(folder)) {
            return NONE;
        }
        ClassLoader platform = Plugins.class.getClassLoader();
        PluginReader reader = new PluginReader(platform, taken(platform));
        List<Plugin> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .forEach(jar -> all.add(reader.read(jar)));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the folder of plugins " + folder + ", but can't", e);
        }
        return new Plugins(all);
    }

    /** Each jar, by name. */
    public List<Plugin> all() {
        return all;
    }

    /** Why some can't be used, a line each; empty where all can. */
    public List<String> problems() {
        return all.stream()
                .filter(plugin -> plugin.problem() != null)
                .map(plugin -> plugin.file() + ": " + plugin.problem())
                .toList();
    }

    /** All that implements an interface: on the class path, then in the jars. */
    public <S> List<S> find(Class<S> service) {
        List<S> found = new ArrayList<>();
        ServiceLoader.load(service, Plugins.class.getClassLoader()).forEach(found::add);
        for (Plugin plugin : all) {
            for (Plugin.Brought one : plugin.brings()) {
                if (service.isInstance(one.provider())) {
                    found.add(service.cast(one.provider()));
                }
            }
        }
        return found;
    }

    private static Map<String, String> taken(ClassLoader platform) {
        Map<String, String> taken = new HashMap<>();
        BuiltInActions.SPECS.forEach(spec -> taken.put("action " + spec.name(), "the platform"));
        for (String service : Services.names()) {
            Optional<Class<?>> type = Services.find(service, platform);
            type.ifPresent(found -> ServiceLoader.load(found, platform)
                    .forEach(provider ->
                            taken.put(Services.word(service) + " " + Services.nameOf(provider), "the platform")));
        }
        return taken;
    }
}
