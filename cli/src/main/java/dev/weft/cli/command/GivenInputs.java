package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.ApiClient;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a run is given its inputs. */
final class GivenInputs {
    @Option(
            names = "--input",
            paramLabel = "K=V",
            description = "An input; may be given often. JSON where the input is not a text.")
    private Map<String, String> inputs = new LinkedHashMap<>();

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description = "Inputs as a JSON or YAML file; - for standard input.")
    private @Nullable Path file;

    /** By what a definition that the server has declares. */
    Map<String, Object> read(ApiClient api, String workflow) {
        return new InputReader(api).read(workflow, file, inputs);
    }

    /**
     * By declarations at hand.
     *
     * @param declared a map of schemas by name
     */
    Map<String, @Nullable Object> read(JsonNode declared) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        if (file != null) {
            given.putAll(InputReader.fromFile(file));
        }
        InputReader.values(declared, inputs)
                .forEach((name, value) -> given.put(name, ApiClient.as(ApiClient.tree(value), Object.class)));
        return given;
    }
}
