package dev.weft.definitions.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ready definitions, their agents and samples to try them on. Every text is as it stands in its file; names are file
 * names without {@code .yaml}, which are also the ids of the definitions and the names of the agents.
 *
 * <p>Immutable and thread safe.
 */
public final class Catalog {
    /** Id of the definition that a demonstration runs, and the sample that it runs on. */
    public static final String MAIN = "publish-article";

    public static final String MAIN_SAMPLE = "durable-workflows.md";

    private static final String ROOT = "/catalog/";
    private static final String YAML = ".yaml";
    private final List<String> files;

    private Catalog(List<String> files) {
        this.files = List.copyOf(files);
    }

    /** The catalogue on the class path. */
    public static Catalog load() {
        String index = new String(read("index.txt"), StandardCharsets.UTF_8);
        return new Catalog(index.lines().filter(line -> !line.isBlank()).toList());
    }

    /** Definitions by id, the main one first. */
    public Map<String, String> definitions() {
        return texts("");
    }

    /**
     * Agents by name.
     *
     * @param chat endpoint whose agents take the place of the writing agents of the same names; empty for none
     */
    public Map<String, String> agents(Optional<ChatEndpoint> chat) {
        Map<String, String> agents = new LinkedHashMap<>(texts("agents/"));
        chat.ifPresent(endpoint ->
                texts("agents-chat/").forEach((name, text) -> agents.put(name, filled(text, endpoint))));
        return Collections.unmodifiableMap(agents);
    }

    /** Files of templates by the templates' ids. */
    public Map<String, String> templates() {
        return texts("templates/");
    }

    /** File names of the samples. */
    public List<String> samples() {
        return below("samples/")
                .map(file -> file.substring("samples/".length()))
                .toList();
    }

    /**
     * The bytes of a sample.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public byte[] sample(String name) {
        if (!samples().contains(name)) {
            throw new IllegalArgumentException("Expected one of " + samples() + ", but found " + name);
        }
        return read("samples/" + name);
    }

    private Map<String, String> texts(String folder) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        below(folder).filter(file -> file.endsWith(YAML)).forEach(names::add);
        for (String file : names) {
            String name = file.substring(folder.length(), file.length() - YAML.length());
            if (name.indexOf('/') < 0) {
                texts.put(name, new String(read(file), StandardCharsets.UTF_8));
            }
        }
        return Collections.unmodifiableMap(texts);
    }

    private Stream<String> below(String folder) {
        return files.stream().filter(file -> file.startsWith(folder));
    }

    private static String filled(String text, ChatEndpoint chat) {
        return text.replace("${" + ChatEndpoint.URL + "}", quoted(chat.url()))
                .replace("${" + ChatEndpoint.MODEL + "}", quoted(chat.model()));
    }

    /** As it must stand between the double quotes of a YAML scalar. */
    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static byte[] read(String file) {
        try (InputStream in = Catalog.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("Expected " + ROOT + file + " on the class path, but found nothing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
