package dev.weft.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.weft.platform.Progress;
import java.io.PrintStream;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Prints results on standard output. */
public final class Printer {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Printer() {}

    /** A result as JSON or YAML, or, for people, as lines. */
    public static void print(Format format, JsonNode value, List<String> lines) {
        print(System.out, format, value, lines);
    }

    /** The same somewhere else. */
    public static void print(PrintStream out, Format format, JsonNode value, List<String> lines) {
        switch (format) {
            case TABLE -> lines.forEach(out::println);
            case JSON -> out.println(json(value));
            case YAML -> out.print(yaml(value));
        }
    }

    /** Says lines at once, as they come. */
    public static Progress progress() {
        return line -> {
            System.out.println(line);
            System.out.flush();
        };
    }

    /** Indented JSON. */
    public static String json(JsonNode value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written", e);
        }
    }

    private static String yaml(JsonNode value) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        options.setWidth(120);
        return new Yaml(options).dump(JSON.convertValue(value, Object.class));
    }
}
