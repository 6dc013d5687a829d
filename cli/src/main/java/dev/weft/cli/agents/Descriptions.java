package dev.weft.cli.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import dev.weft.definitions.agent.AgentHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What services, programs and classes say of themselves: fields of an agent's file, such as {@code description}, {@code
 * capabilities}, {@code operations}, {@code output}. Those that tell how it is called are added here.
 */
public final class Descriptions {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST = 1 << 20;

    private Descriptions() {}

    /** What an address answers to GET as JSON. */
    public static Map<String, @Nullable Object> ofUrl(String url) {
        Map<String, @Nullable Object> said = map(get(url), url);
        Map<String, @Nullable Object> file = new LinkedHashMap<>(said);
        file.putIfAbsent("url", url);
        file.put("kind", "http");
        return named(file, url);
    }

    /** What a program prints that is called with {@code --describe}. */
    public static Map<String, @Nullable Object> ofProgram(List<String> argv) {
        List<String> command = new ArrayList<>(argv);
        command.add("--describe");
        Map<String, @Nullable Object> file = new LinkedHashMap<>(map(output(command), String.join(" ", command)));
        file.put("kind", "command");
        file.put("argv", argv);
        return named(file, argv.getFirst());
    }

    /**
     * What a class says.
     *
     * @param classPath of jars and folders where it may lie besides this command's own
     */
    public static Map<String, @Nullable Object> ofClass(String name, List<Path> classPath) {
        try {
            Object handler = Class.forName(name, true, loader(classPath))
                    .getDeclaredConstructor()
                    .newInstance();
            if (handler instanceof AgentHandler agent) {
                return ofHandler(agent);
            }
            throw new CliException(
                    Exit.FAILED,
                    "Expected a class that implements %s, but found %s.".formatted(AgentHandler.class.getName(), name));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new CliException(
                    Exit.NOT_FOUND,
                    "Expected a class %s with a constructor without parameters, but: %s. Say --class-path where its jar is."
                            .formatted(name, e));
        }
    }

    /** All agents written in Java that are on a class path. */
    public static List<Map<String, @Nullable Object>> onClassPath(List<Path> classPath) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        ServiceLoader.load(AgentHandler.class, loader(classPath)).forEach(handler -> found.add(ofHandler(handler)));
        return found;
    }

    /** The text at an address. */
    public static String get(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/yaml;q=0.9, */*;q=0.1")
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new CliException(
                        Exit.FAILED,
                        "Expected a description at %s, but found status %d.".formatted(url, answer.statusCode()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new CliException(Exit.UNREACHABLE, "Expected an answer from %s, but: %s.".formatted(url, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(Exit.FAILED, "Interrupted.");
        }
    }

    private static Map<String, @Nullable Object> ofHandler(AgentHandler handler) {
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("name", handler.name());
        file.putAll(handler.describe());
        file.put("kind", "java");
        file.put("handler", handler.name());
        return file;
    }

    private static ClassLoader loader(List<Path> classPath) {
        List<URL> urls = new ArrayList<>();
        try {
            for (Path path : classPath) {
                urls.add(path.toUri().toURL());
            }
        } catch (IOException e) {
            throw new CliException(Exit.WRONG_USE, "Expected a class path, but found " + classPath + ".");
        }
        return new URLClassLoader(urls.toArray(URL[]::new), Descriptions.class.getClassLoader());
    }

    private static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            Thread.ofVirtual().start(() -> {
                try {
                    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                        process.destroyForcibly();
                    }
                } catch (InterruptedException e) {
                    process.destroyForcibly();
                }
            });
            String said = new String(process.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CliException(
                        Exit.FAILED,
                        "Expected %s to describe itself, but it ended with %d."
                                .formatted(String.join(" ", command), process.exitValue()));
            }
            return said;
        } catch (IOException e) {
            throw new CliException(Exit.NOT_FOUND, "Expected a program, but: %s.".formatted(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(Exit.FAILED, "Interrupted.");
        }
    }

    @SuppressWarnings("unchecked") // a JSON object is such a map
    private static Map<String, @Nullable Object> map(String text, String from) {
        try {
            JsonNode json = ApiClient.parse(text);
            if (json.isObject()) {
                return ApiClient.as(json, Map.class);
            }
        } catch (JsonProcessingException e) {
            // Told below, with what was expected.
        }
        throw new CliException(
                Exit.FAILED,
                "Expected a JSON object with name, description, capabilities and operations from %s, but found something else."
                        .formatted(from));
    }

    private static Map<String, @Nullable Object> named(Map<String, @Nullable Object> file, String from) {
        if (!(file.get("name") instanceof String)) {
            throw new CliException(
                    Exit.FAILED, "Expected a «name» in the description of %s, but found none.".formatted(from));
        }
        return file;
    }
}
