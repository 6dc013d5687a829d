package dev.weft.definitions.plugin;

import dev.weft.definitions.plugin.Plugin.Brought;
import dev.weft.definitions.problem.Suggestion;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** From a jar to what it brings. Not thread safe. */
final class PluginReader {
    private static final String SERVICES = "META-INF/services/";
    private static final String OURS = "dev.weft.";

    private final ClassLoader platform;

    /** Who has a name of a kind already, such as {@code action slug} and {@code other.jar}. */
    private final Map<String, String> taken;

    PluginReader(ClassLoader platform, Map<String, String> taken) {
        this.platform = platform;
        this.taken = taken;
    }

    /** What becomes of a jar: whatever is wrong with it, others go on. */
    Plugin read(Path jar) {
        List<Brought> brings = new ArrayList<>();
        try {
            List<String> services = services(jar);
            String unknown = unknown(services);
            if (unknown != null) {
                return new Plugin(jar, List.of(), unknown);
            }
            // Open as long as the process: its classes are loaded when they are needed.
            PluginLoader loader = new PluginLoader(url(jar), platform);
            for (String service : services) {
                Class<?> type = Services.find(service, platform).orElse(null);
                if (type != null) {
                    bring(brings, service, type, loader);
                }
            }
        } catch (IOException e) {
            return new Plugin(
                    jar,
                    List.of(),
                    "Expected a jar, but it can't be read as one: " + e.getMessage() + ". Build or copy it anew.");
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            return new Plugin(jar, List.of(), broken(e));
        }
        String clash = clash(jar, brings);
        return clash == null ? new Plugin(jar, brings, null) : new Plugin(jar, List.of(), clash);
    }

    private static List<String> services(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(SERVICES + OURS))
                    .map(name -> name.substring(SERVICES.length()))
                    .sorted()
                    .toList();
        }
    }

    private static @Nullable String unknown(List<String> services) {
        List<String> known = new ArrayList<>();
        Services.names().forEach(known::add);
        if (services.isEmpty()) {
            return "Expected a class of a plugin to be named in " + SERVICES + known.getFirst()
                    + " or another of these, but found none. Is it a plugin?";
        }
        for (String service : services) {
            if (!known.contains(service)) {
                return "Expected " + SERVICES + " of one of " + Suggestion.list(known) + ", but found " + service + ". "
                        + Suggestion.didYouMean(service, known, "Rename or remove it.");
            }
        }
        return null;
    }

    private static void bring(List<Brought> brings, String service, Class<?> type, PluginLoader loader) {
        Iterator<? extends ServiceLoader.Provider<?>> found =
                ServiceLoader.load(type, loader).stream().iterator();
        while (found.hasNext()) {
            ServiceLoader.Provider<?> provider = found.next();
            // The platform's own are found through the jar's loader, too.
            if (provider.type().getClassLoader() == loader) {
                Object brought = provider.get();
                brings.add(new Brought(Services.word(service), Services.nameOf(brought), brought));
            }
        }
    }

    private @Nullable String clash(Path jar, List<Brought> brings) {
        for (Brought one : brings) {
            String key = one.what() + " " + one.name();
            String other = taken.putIfAbsent(key, jar.getFileName().toString());
            if (other != null) {
                brings.stream()
                        .takeWhile(before -> before != one)
                        .forEach(before -> taken.remove(before.what() + " " + before.name()));
                return "Expected one " + one.what() + " named \"" + one.name() + "\", but found it in " + other
                        + ", too. Rename it, or remove one of the two.";
            }
        }
        return null;
    }

    private static String broken(Throwable e) {
        Throwable cause = e instanceof ServiceConfigurationError && e.getCause() != null ? e.getCause() : e;
        String why = switch (cause) {
            case UnsupportedClassVersionError tooNew ->
                "it was built for a newer Java than this one, which is "
                        + Runtime.version().feature() + ". Build it with --release 21";
            case NoClassDefFoundError missing ->
                "class " + String.valueOf(missing.getMessage()).replace('/', '.')
                        + " is missing. Put the libraries that it needs into the jar";
            case ServiceConfigurationError wrong -> String.valueOf(wrong.getMessage());
            default -> cause.toString();
        };
        return "Expected a plugin, but it can't be used: " + why + ".";
    }

    private static URL url(Path jar) throws IOException {
        return jar.toUri().toURL();
    }
}
