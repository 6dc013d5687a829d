package dev.weft.worker.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Builds jars out of sources, as a third party does. */
final class PluginJar {
    private PluginJar() {}

    /** Of a folder of Java sources and one of resources. */
    static Path build(Path jar, Path sources, Path resources) throws IOException {
        Path classes = Files.createTempDirectory("plugin");
        compile(classes, files(sources));
        Map<String, byte[]> entries = new TreeMap<>();
        for (Path root : List.of(classes, resources)) {
            for (Path file : files(root)) {
                entries.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return write(jar, entries);
    }

    /**
     * Of classes given as text.
     *
     * @param sources by the class's simple name; all in no package
     * @param services text of files below META-INF/services, by name
     */
    static Path build(Path jar, Map<String, String> sources, Map<String, String> services) throws IOException {
        Path folder = Files.createTempDirectory("sources");
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue());
        }
        Path resources = Files.createTempDirectory("resources");
        Path folderOfServices = Files.createDirectories(resources.resolve("META-INF/services"));
        for (Map.Entry<String, String> service : services.entrySet()) {
            Files.writeString(folderOfServices.resolve(service.getKey()), service.getValue());
        }
        return build(jar, folder, resources);
    }

    private static void compile(Path classes, List<Path> sources) {
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of(
                                    "-proc:none",
                                    "--release",
                                    "21",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    classes.toString()),
                            null,
                            manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("Expected sources that compile, but: " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path jar, Map<String, byte[]> entries) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).toList());
        }
    }
}
