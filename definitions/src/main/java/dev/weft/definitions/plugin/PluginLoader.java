package dev.weft.definitions.plugin;

import java.net.URL;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one jar. The platform's and Java's own come from the platform; all else from the jar first, so that a
 * plugin may bring libraries in versions of its own, and sees none of another plugin.
 */
final class PluginLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    PluginLoader(URL jar, ClassLoader platform) {
        super(jar.getPath(), new URL[] {jar}, platform);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isShared(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known == null) {
                try {
                    known = findClass(name);
                } catch (ClassNotFoundException notInTheJar) {
                    known = super.loadClass(name, false);
                }
            }
            if (resolve) {
                resolveClass(known);
            }
            return known;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    private static boolean isShared(String name) {
        return name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("jdk.")
                || name.startsWith("dev.weft.")
                || name.startsWith("org.slf4j.")
                || name.startsWith("org.jspecify.");
    }
}
