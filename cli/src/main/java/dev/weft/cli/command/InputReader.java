package dev.weft.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.cli.client.ApiClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Inputs of a run out of a file and {@code K=V}; the second win. */
final class InputReader {
    private final ApiClient api;

    InputReader(ApiClient api) {
        this.api = api;
    }

    Map<String, Object> read(String workflow, @Nullable Path file, Map<String, String> options) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        if (file != null) {
            inputs.putAll(fromFile(file));
        }
        if (!options.isEmpty()) {
            JsonNode declared = api.get("/workflows/" + ApiClient.encode(workflow))
                    .path("definition")
                    .path("inputs");
            inputs.putAll(values(declared, options));
        }
        return inputs;
    }

    /** Values out of texts, by the schemas that are declared for them. */
    static Map<String, Object> values(JsonNode declared, Map<String, String> options) {
        Map<String, Object> values = new LinkedHashMap<>();
        options.forEach((name, text) -> values.put(name, value(declared.path(name), text)));
        return values;
    }

    /** A text stays one where a text is expected; otherwise it is JSON if it can be. */
    private static Object value(JsonNode schema, String text) {
        if (schema.path("type").asText().equals("string")) {
            return text;
        }
        try {
            JsonNode parsed = ApiClient.parse(text);
            return parsed == null || parsed.isMissingNode() ? text : parsed;
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** The map in a JSON or YAML file; {@code -} is standard input. */
    static Map<String, Object> fromFile(Path file) {
        try {
            String text = file.toString().equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(file);
            Object value = file.toString().endsWith(".json")
                    ? ApiClient.as(ApiClient.parse(text), Object.class)
                    : new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            Map<String, Object> inputs = new LinkedHashMap<>();
            if (!(value instanceof Map<?, ?> map)) {
                throw new CliException(
                        Exit.WRONG_USE, "Expected a map of inputs in " + file + ", but found something else.");
            }
            map.forEach((name, input) -> inputs.put(String.valueOf(name), input));
            return inputs;
        } catch (IOException e) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected inputs in " + file + ", but could not read it as such: " + e.getMessage());
        } catch (YAMLException e) {
            throw new CliException(Exit.WRONG_USE, "Expected YAML in " + file + ", but found: " + e.getMessage());
        }
    }
}
